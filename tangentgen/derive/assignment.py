"""Which names may, and which must, have a value where a statement begins; and what loops carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound, parameters, read_names


@dataclass
class Assignment:
    """Names by statement; inside a loop, those that no iteration hands on start unassigned."""

    maybe: dict[core.Statement, frozenset[str]] = field(default_factory=dict)
    surely: dict[core.Statement, frozenset[str]] = field(default_factory=dict)
    carried: dict[core.Statement, frozenset[str]] = field(default_factory=dict)
    at_end: dict[core.Statement, frozenset[str]] = field(default_factory=dict)
    """Of a loop: the names that are surely assigned at the end of its body."""

    live_after: dict[core.Statement, frozenset[str]] = field(default_factory=dict)


def assignment_of(function: core.Function) -> Assignment:
    """The tables for one function."""
    tables = Assignment()
    _live(function.body, frozenset(), tables, None)
    given = frozenset(parameters(function))
    _forward(function.body, given, given, tables)
    return tables


def reads(statement: core.Statement) -> Iterator[str]:
    """The names a statement reads itself, without its blocks."""
    for key, value in vars(statement).items():
        if isinstance(value, gast.expr):
            yield from read_names(value)
            if (
                key == "target"
                and isinstance(statement, core.Augment)
                and isinstance(value, gast.Name)
            ):
                yield value.id


def _live(
    block: core.Block,
    after: frozenset[str],
    tables: Assignment,
    loop: tuple[frozenset[str], frozenset[str]] | None,
) -> frozenset[str]:
    """The names live before a block; `loop`: those behind the loop, and at its next trip."""
    for statement in reversed(block):
        tables.live_after[statement] = after
        match statement:
            case core.If():
                after = _live(statement.body, after, tables, loop) | _live(
                    statement.orelse, after, tables, loop
                )
                after |= frozenset(reads(statement))
            case core.For() | core.While():
                behind = after | frozenset(reads(statement))
                top = behind
                while True:
                    inside = _live(statement.body, top, tables, (behind, top))
                    again = inside - frozenset(bound(statement)) | behind
                    if again == top:
                        break
                    top = again
                tables.carried[statement] = frozenset(assigned(statement.body)) & inside
                after = top
            case core.Break():
                after = loop[0] if loop else after
            case core.Continue():
                after = loop[1] if loop else after
            case core.Return() | core.Raise():
                after = frozenset(reads(statement))
            case _:
                after = after - frozenset(bound(statement)) | frozenset(reads(statement))
    return after


def _forward(
    block: core.Block, maybe: frozenset[str], surely: frozenset[str], tables: Assignment
) -> tuple[frozenset[str], frozenset[str]]:
    for statement in block:
        tables.maybe[statement], tables.surely[statement] = maybe, surely
        match statement:
            case core.If():
                first = _forward(statement.body, maybe, surely, tables)
                second = _forward(statement.orelse, maybe, surely, tables)
                maybe, surely = first[0] | second[0], first[1] & second[1]
            case core.For() | core.While():
                own = frozenset(bound(statement))
                names = frozenset(assigned(statement.body))
                local = names - tables.carried[statement]
                inside_maybe = (maybe | names) - local | own
                _, ends = _forward(statement.body, inside_maybe, surely - local | own, tables)
                tables.at_end[statement] = ends
                maybe = maybe | names | own
            case _:
                names = frozenset(bound(statement))
                maybe, surely = maybe | names, surely | names
    return maybe, surely
