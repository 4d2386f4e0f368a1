"""What is added for the first time to an element of an array of zeros is assigned to it.

x_bar = np.zeros_like(x)               x_bar = np.zeros_like(x)
x_bar[0] = y * s_bar        becomes    x_bar[0] = y * s_bar
x_bar[1] -= z * s_bar                  x_bar[1] = -z * s_bar
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import gast

from tangentgen.analysis.values import ANY
from tangentgen.language import core
from tangentgen.language.fresh import fresh, makes_zeros
from tangentgen.language.resolve import read_names
from tangentgen.language.targets import base_name
from tangentgen.language.walk import walk
from tangentgen.source.match import match
from tangentgen.tidy.each_once import written_once
from tangentgen.tidy.known import Known, inexact, rank, zero_dimensional
from tangentgen.tidy.reads import expressions
from tangentgen.tidy.signs import presented


@dataclass(frozen=True)
class Span:
    """The positions from `start` to before `stop` of an axis, counted from its beginning."""

    start: int
    stop: int | None  # None where it goes on to the end


Section = tuple[Span, ...]  # of the first axes


def first_written(block: core.Block, known: Known = lambda node: ANY) -> core.Block:
    """The block with `=` for `+=` where an element of zeros is written for the first time.

    >>> from tangentgen.source.quote import as_target, expression, name
    >>> made = core.Assign(as_target(name("a")), expression("np.zeros(3)"))
    >>> def added(place):
    ...     return core.Augment(as_target(expression(place)), gast.Add(), expression("b"))
    >>> block = first_written((made, added("a[0]"), added("a[2]"), added("a[1:]"), added("a[1]")))
    >>> [type(s).__name__ for s in block]
    ['Assign', 'Assign', 'Assign', 'Augment', 'Augment']
    """
    zeros: dict[str, list[Section]] = {}  # what has been written of each array of zeros
    lists: set[str] = set()  # which of them are lists, whose items are what is assigned
    out: list[core.Statement] = []
    for statement in block:
        statement = core.mapped(statement, lambda inner: first_written(inner, known))
        untouched = [n for n, before in zeros.items() if not before]
        statement = _with_loop(statement, untouched, lists, known)
        given, section = _written(statement)
        if given is not None and given in zeros and section is not None:
            alone = all(_apart(section, other) for other in zeros[given])
            if alone and (given not in lists or _is_number(statement, known)):
                statement = _assigned(statement, known)
            zeros[given].append(section)
            still = {given}
        else:
            still = set()
        for each in _exposed(statement, zeros) - still:
            del zeros[each]
        if (made := _made(statement)) is not None:
            zeros[made] = []
            lists = lists - {made} if _makes_array(statement) else lists | {made}
        out.append(statement)
    return tuple(out)


def _with_loop(
    statement: core.Statement, zeros: list[str], lists: set[str], known: Known
) -> core.Statement:
    """A loop that assigns to what it has added to nothing but zeros."""
    if not isinstance(statement, core.For):
        return statement
    adding = {
        each
        for n in zeros
        if (each := written_once(statement, n)) is not None
        and (n not in lists or _is_number(each, known))
    }

    def changed(block: core.Block) -> core.Block:
        return tuple(_assigned(s, known) if s in adding else core.mapped(s, changed) for s in block)

    return core.mapped(statement, changed) if adding else statement


def _made(statement: core.Statement) -> str | None:
    match statement:
        case core.Assign(target=gast.Name(id=given), value=value):
            zeros = makes_zeros(value) or match("[0.0] * $n", value) is not None
            return str(given) if zeros else None
    return None


def _makes_array(statement: core.Statement) -> bool:
    return isinstance(statement, core.Assign) and makes_zeros(statement.value)


def _is_number(statement: core.Statement, known: Known) -> bool:
    """Whether it writes a float into one place, which `0.0 +` would leave as it is."""
    match statement:
        case (
            core.Assign(target=gast.Subscript(slice=index), value=value)
            | core.Augment(target=gast.Subscript(slice=index), value=value)
        ):
            whole = isinstance(index, gast.Slice | gast.Tuple)
            number = rank(value, known) == 0 and inexact(value, known)
            return number and not whole and not zero_dimensional(value, known)
    return False


def _written(statement: core.Statement) -> tuple[str | None, Section | None]:
    """The name and the section of an array that a statement writes, whose value has none of it."""
    match statement:
        case (
            core.Assign(target=gast.Subscript(value=gast.Name(id=given), slice=index), value=value)
            | core.Augment(
                target=gast.Subscript(value=gast.Name(id=given), slice=index), value=value
            )
        ) if given not in {*read_names(value), *read_names(index)}:
            return given, section(index)
    return None, None


def _assigned(statement: core.Statement, known: Known) -> core.Statement:
    match statement:
        case core.AccumulateAt():
            return statement
        case core.Augment(target=target, op=gast.Add(), value=value):
            return core.Assign(target, value, notes=statement.notes)
        case core.Augment(target=target, op=gast.Sub(), value=value):
            negative = presented(gast.UnaryOp(gast.USub(), value), known)
            return core.Assign(target, negative, notes=statement.notes)
    return statement


def _exposed(statement: core.Statement, names: Iterable[str]) -> set[str]:
    """The names whose arrays are written here, or may be known by another name afterwards."""
    found: set[str] = set()
    simple = isinstance(statement, core.Assign | core.Augment)
    for inner in core.walk((statement,)):
        target = getattr(inner, "target", None)
        if isinstance(target, gast.expr):
            found.update(b for part in walk(target) if (b := base_name(part)) is not None)
        for tree in expressions(inner):
            kept = tree is not target and not (simple and fresh(tree) and _plain(tree))
            found.update(read_names(tree) if kept else ())
    return found & {*names}


def _plain(tree: gast.AST) -> bool:
    """Whether nothing in it can keep or change what it reads."""
    return not any(
        isinstance(node, gast.Call)
        and not (
            isinstance(node.func, gast.Attribute)
            and isinstance(node.func.value, gast.Name)
            and node.func.value.id in ("np", "math")
        )
        for node in walk(tree)
    )


def section(index: gast.expr) -> Section | None:
    """The spans that an index names by literals; None where it may name others.

    >>> from tangentgen.source.quote import expression
    >>> section(expression("a[1, 2:]").slice)
    (Span(start=1, stop=2), Span(start=2, stop=None))
    >>> section(expression("a[-1]").slice), section(expression("a[i]").slice)
    (None, None)
    """
    parts: Sequence[gast.expr] = index.elts if isinstance(index, gast.Tuple) else [index]
    found = []
    for part in parts:
        span = _span(part)
        if span is None:
            return None
        found.append(span)
    return tuple(found)


def _span(part: gast.expr) -> Span | None:
    if isinstance(part, gast.Slice):
        start = 0 if part.lower is None else _position(part.lower)
        stop = None if part.upper is None else _position(part.upper)
        known = start is not None and (stop is not None) == (part.upper is not None)
        return Span(start or 0, stop) if known and part.step is None else None
    at = _position(part)
    return None if at is None else Span(at, at + 1)


def _position(node: gast.expr) -> int | None:
    plain = isinstance(node, gast.Constant) and type(node.value) is int
    return int(node.value) if plain else None


def _apart(one: Section, other: Section) -> bool:
    """Whether two sections have no element in common."""
    return any(
        (a.stop is not None and a.stop <= b.start) or (b.stop is not None and b.stop <= a.start)
        for a, b in zip(one, other, strict=False)
    )
