"""What a loop adds to an array of zeros, to another element in each trip, is assigned.

x_bar = np.zeros_like(x)               x_bar = np.zeros_like(x)
for i in range(len(x)):     becomes    for i in range(len(x)):
    x_bar[i] += y[i] * s_bar               x_bar[i] = y[i] * s_bar
"""

from __future__ import annotations

from collections.abc import Iterator

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned
from tangentgen.language.walk import all_names
from tangentgen.source.match import match
from tangentgen.tidy.reads import expressions

Way = tuple[core.Statement, ...]  # loops, and what stands in the innermost of them


def written_once(loop: core.Statement, array: str) -> core.Augment | None:
    """The statement of a loop that adds to each element of an array of zeros once at most.

    >>> from tangentgen.source.quote import as_target, expression, name
    >>> added = core.Augment(as_target(expression("a[i - 1]")), gast.Add(), expression("b"))
    >>> def over(text):
    ...     return core.For(as_target(name("i")), expression(text), (added,))
    >>> written_once(over("range(1, n)"), "a") is added, written_once(over("range(n)"), "a")
    (True, None)
    """
    using = [way for way in _ways(loop, ()) if _occurs(way[-1], array)]
    if len(using) != 1 or not isinstance(using[0][-1], core.Augment):
        return None
    *loops, added = using[0]
    match added:
        case core.AccumulateAt():
            return None
        case core.Augment(
            target=gast.Subscript(value=gast.Name(id=given), slice=index),
            op=gast.Add() | gast.Sub(),
        ) if given == array:
            places = index.elts if isinstance(index, gast.Tuple) else [index]
            apart = all(any(_tells(around, place) for place in places) for around in loops)
            return added if apart and _occurrences(added, array) == 1 else None
    return None


def _ways(statement: core.Statement, around: tuple[core.Statement, ...]) -> Iterator[Way]:
    """Every statement inside one, and itself, with the loops around it."""
    yield (*around, statement)
    loops = isinstance(statement, core.For | core.While)
    for inner in core.blocks(statement):
        for each in inner:
            yield from _ways(each, (*around, statement) if loops else around)


def _tells(loop: core.Statement, place: gast.expr) -> bool:
    """Whether a place is another in each trip of a loop, counted from the axis' beginning."""
    match loop:
        case core.For(target=gast.Name(id=own)) if own not in set(assigned(loop.body)):
            least = _least(loop.iter)
            shift = _shift(place, own)
            return least is not None and shift is not None and least + shift >= 0
    return False


def _shift(place: gast.expr, own: str) -> int | None:
    """What is added to a variable at a place that is nothing else."""
    match place:
        case gast.Name(id=given) if given == own:
            return 0
        case gast.BinOp(
            left=gast.Name(id=given),
            op=gast.Add() | gast.Sub() as op,
            right=gast.Constant(value=int() as number),
        ) if given == own:
            return number if isinstance(op, gast.Add) else -number
    return None


def _least(iterable: gast.expr) -> int | None:
    """The least number of a range, as far as literals tell."""
    found = match("reversed($r)", iterable)
    match found["r"] if found is not None else iterable:
        case gast.Call(func=gast.Name(id="range"), args=[_], keywords=[]):
            return 0
        case gast.Call(func=gast.Name(id="range"), args=[start, stop, *rest], keywords=[]):
            step = _literal(rest[0]) if rest else 1
            if step is None or step == 0:
                return None
            first = _literal(start if step > 0 else stop)
            return None if first is None else first + (step < 0)
    return None


def _literal(node: gast.expr) -> int | None:
    match node:
        case gast.Constant(value=int() as number) if not isinstance(number, bool):
            return number
        case gast.UnaryOp(op=gast.USub(), operand=gast.Constant(value=int() as number)):
            return -number
    return None


def _occurs(statement: core.Statement, array: str) -> bool:
    return _occurrences(statement, array) > 0


def _occurrences(statement: core.Statement, array: str) -> int:
    """How often a name stands in a statement itself, without its blocks."""
    trees = expressions(statement)
    return sum(node.id == array for tree in trees for node in all_names(tree))
