"""What is popped from a list that holds one number many times is the number.

values_bar = [s_bar for x in values]
for k in reversed(range(len(v))):                  for k in reversed(range(len(v))):
    v_bar[k] += 2 * v[k] * values_bar.pop()  becomes   v_bar[k] += 2 * v[k] * s_bar
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.resolve import read_names
from tangentgen.language.sweep import Own, Restore
from tangentgen.language.targets import Writes, base_name, no_writes
from tangentgen.language.walk import walk
from tangentgen.source.quote import as_target, copy, name
from tangentgen.source.rebuild import rebuilt
from tangentgen.tidy.known import repeatable
from tangentgen.tidy.lines import Lines, heir, reads_of
from tangentgen.tidy.reads import expressions


def popped_numbers(
    block: core.Block,
    others: core.Block,
    fresh: Callable[[str, gast.expr], str],
    writes: Writes = no_writes,
) -> core.Block:
    """The block without lists of one number, which `others` do not read either.

    `fresh` makes a name for an expression, like another.

    >>> from tangentgen.source.quote import expression
    >>> made = core.Assign(as_target(name("a_bar")), expression("[s for x in v]"))
    >>> used = core.Assign(as_target(name("b")), expression("2 * a_bar.pop()"))
    >>> other = core.Assign(as_target(name("s")), expression("0.0"))
    >>> def texts(*block):
    ...     found = popped_numbers(block, (), lambda wanted, number: wanted)
    ...     return [gast.unparse(s.value) for s in found]
    >>> texts(made, used), texts(made, other, used)
    (['2 * s'], ['s', '0.0', '2 * a_item_bar'])
    """
    if not any(_one_for_each(s) for s in core.walk(block)):
        return block
    read: Counter[str] = Counter()
    for statement in (*block, *others):
        read.update(reads_of(statement))
    # what is made one's own is changed, and so more than popped
    read.update(s.name for s in core.walk(block) if isinstance(s, Own))
    return _within(block, read, fresh, writes)


def _within(
    block: core.Block,
    read: Counter[str],
    fresh: Callable[[str, gast.expr], str],
    writes: Writes,
) -> core.Block:
    def inner(body: core.Block) -> core.Block:
        return _within(body, read, fresh, writes)

    lines = Lines([core.mapped(s, inner) for s in block], writes)
    for at in range(len(lines)):
        statement = lines.at[at]
        made = None if statement is None else _one_for_each(statement)
        if statement is None or made is None:
            continue
        given, number = made
        readers = lines.readers(given, at)
        if not readers or sum(lines.uses(k).read[given] for k in readers) != read[given]:
            continue
        if lines.read_before(given, at) or lines.binder(given, len(lines)) != at:
            continue
        if not all(_only_pops(lines.at[k], given) for k in readers):
            continue
        harmless = _harmless(number)
        anew = not harmless and _is_arithmetic(number) and read[given] == 1
        light = isinstance(number, gast.Name | gast.Constant) or anew
        stays = light and _keeps(lines, number, at, readers[-1] + 1)
        if not stays and not harmless:
            continue
        wanted = number if stays else name(fresh(_singular(given), number))
        lines.drop(at)
        for k in readers:
            reader = lines.at[k]
            assert reader is not None
            lines.put(k, _replaced(reader, given, wanted))
        if stays:
            heir(lines, at, statement)
        else:
            lines.put(at, core.Assign(as_target(wanted), number, notes=statement.notes))
    return lines.block()


def _one_for_each(statement: core.Statement) -> tuple[str, gast.expr] | None:
    """The name and the number in `values_bar = [number for x in values]`."""
    match statement:
        case core.Assign(
            target=gast.Name(id=given),
            value=gast.ListComp(
                elt=number,
                generators=[gast.comprehension(target=gast.Name(id=each), iter=items, ifs=[])],
            ),
        ) if repeatable(number) and repeatable(items) and each not in read_names(number):
            return given, number
    return None


def _keeps(lines: Lines, number: gast.expr, after: int, before: int) -> bool:
    """Whether nothing between two positions binds what is read, or puts back what it was."""
    sources = set(read_names(number))
    between = (s for k in lines.between(after, before) if (s := lines.at[k]) is not None)
    back = {base_name(s.target) for s in core.walk(tuple(between)) if isinstance(s, Restore)}
    return not lines.touches(sources, after, before) and sources.isdisjoint(back)


def _is_arithmetic(number: gast.expr) -> bool:
    """Whether it is of names and literals alone: not worth a name, if it is asked for at all."""
    plain = gast.BinOp | gast.UnaryOp | gast.Name | gast.Constant | gast.operator | gast.unaryop
    return all(isinstance(n, plain | gast.expr_context) for n in walk(number))


def _harmless(number: gast.expr) -> bool:
    """Whether it may be evaluated for a list of no items as well, which never asks for it.

    The slope of a root at zero raises, where the root of a sum of nothing does not.
    """
    match number:
        case gast.Name() | gast.Constant():
            return True
        case gast.BinOp(left=left, op=gast.Add() | gast.Sub() | gast.Mult(), right=right):
            return _harmless(left) and _harmless(right)
        case gast.BinOp(left=left, op=gast.Div(), right=right):  # as a mean has, also of nothing
            return _harmless(left) and (_is_length(right) or isinstance(right, gast.Constant))
        case gast.UnaryOp(op=gast.USub(), operand=inner):
            return _harmless(inner)
        case gast.Attribute(value=inner):
            return _harmless(inner)
        case gast.Subscript(value=owner, slice=index):
            return _harmless(owner) and repeatable(index)
        case gast.Call(func=gast.Name(id="sum" | "len"), args=[given]):
            return _harmless(given)
    return False


def _is_length(node: gast.expr) -> bool:
    return isinstance(node, gast.Call) and getattr(node.func, "id", None) == "len"


def _pops(node: object, given: str) -> bool:
    match node:
        case gast.Call(
            func=gast.Attribute(value=gast.Name(id=owner), attr="pop"), args=[], keywords=[]
        ):
            return bool(owner == given)
    return False


def _only_pops(statement: core.Statement | None, given: str) -> bool:
    """Whether all that a statement does with a list is to pop its last item."""
    assert statement is not None
    trees = [t for s in core.walk((statement,)) for t in expressions(s)]
    popped = sum(_pops(node, given) for tree in trees for node in walk(tree))
    return popped == reads_of(statement)[given]


def _replaced(statement: core.Statement, given: str, number: gast.expr) -> core.Statement:
    """The statement with a number for each item that it pops."""

    def change(node: gast.AST) -> gast.AST:
        if _pops(node, given):
            return copy(number)
        changed: gast.AST = rebuilt(node, change)
        return changed

    trees = {k: change(v) for k, v in vars(statement).items() if isinstance(v, gast.AST)}
    inside = core.mapped(statement, lambda b: tuple(_replaced(s, given, number) for s in b))
    fresh: core.Statement = replace(inside, **trees) if trees else inside
    return fresh


def _singular(given: str) -> str:
    """One of what a list is named for: `value_bar` of `values_bar`."""
    stem, bar, rest = given.partition("_bar")
    plural = stem.rstrip("0123456789")
    one = plural.removesuffix("s") if plural.endswith("s") else f"{plural}_item"
    return f"{one}{bar}{'' if rest.isdecimal() else rest}"
