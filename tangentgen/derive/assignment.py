"""Which names may, and which must, have a value where a statement begins; and what loops carry."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

import gast

from tangentgen.language import core
from tangentgen.language.resolve import assigned, bound, outer_names, parameters


@dataclass
class Assignment:
    """Names by statement; inside a loop, those that no iteration hands on start unassigned."""

    maybe: dict[core.Statement, frozenset[str]] = field(default_factory=dict)
    surely: dict[core.Statement, frozenset[str]] = field(default_factory=dict)
    carried: dict[core.Statement, frozenset[str]] = field(default_factory=dict)
    at_end: dict[core.Statement, frozenset[str]] = field(default_factory=dict)
    """Of a loop: the names that are surely assigned at the end of its body."""

    swallowing: frozenset[core.Statement] = frozenset()
    reshaped: frozenset[str] = frozenset()
    live_after: dict[core.Statement, frozenset[str]] = field(default_factory=dict)


def assignment_of(
    function: core.Function,
    swallowing: frozenset[core.Statement] = frozenset(),
    reshaped: frozenset[str] = frozenset(),
) -> Assignment:
    """The tables for one function.

    `swallowing` are the `with` statements that catch exceptions; `reshaped`, the arrays that may
    have another shape when they are bound again. Of such a one, a loop hands on what it was
    before: its adjoint is zero there, in that shape.
    """
    tables = Assignment(swallowing=swallowing, reshaped=reshaped)
    _live(function.body, frozenset(), tables, None)
    given = frozenset(parameters(function))
    _forward(function.body, given, given, tables)
    return tables


def reads(statement: core.Statement) -> Iterator[str]:
    """The names a statement reads itself, without its blocks."""
    for key, value in vars(statement).items():
        if isinstance(value, gast.expr):
            yield from outer_names(value)
            if (
                key == "target"
                and isinstance(statement, core.Augment)
                and isinstance(value, gast.Name)
            ):
                yield value.id


def read_behind(block: core.Block) -> dict[core.Statement, frozenset[str]]:
    """The names that are read behind each statement of a block, before they are bound again."""
    tables = Assignment()
    _live(block, frozenset(), tables, None)
    return tables.live_after


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
                # each trip binds the loop's own variables anew, whatever the last one made of them
                handed = inside - frozenset(bound(statement)) | (after & tables.reshaped)
                tables.carried[statement] = frozenset(assigned(statement.body)) & handed
                after = top
            case core.With() if statement in tables.swallowing:
                after = _live_try(_catching(statement), after, tables, loop)
                after = after - frozenset(bound(statement)) | frozenset(reads(statement))
            case core.With():
                after = _live(statement.body, after, tables, loop) - frozenset(bound(statement))
                after |= frozenset(reads(statement))
            case core.Try():
                after = _live_try(statement, after, tables, loop)
            case core.Break():
                after = loop[0] if loop else after
            case core.Continue():
                after = loop[1] if loop else after
            case core.Return() | core.Raise():
                after = frozenset(reads(statement))
            case _:
                after = after - frozenset(bound(statement)) | frozenset(reads(statement))
    return after


def _catching(statement: core.With) -> core.Try:
    """A `with` that may swallow an exception, as a `try`."""
    return core.Try(statement.body, (core.Except(None, None, ()),))


def _live_try(
    statement: core.Try,
    after: frozenset[str],
    tables: Assignment,
    loop: tuple[frozenset[str], frozenset[str]] | None,
) -> frozenset[str]:
    """A handler may begin anywhere in the body: what it reads is live all through the body."""
    after = _live(statement.final, after, tables, loop)
    caught: frozenset[str] = frozenset()
    for handler in statement.handlers:
        inner = _live((*core.blocks(handler)[0],), after, tables, loop)
        caught |= inner - frozenset(bound(handler)) | frozenset(reads(handler))
    before = _live(statement.body, after | caught, tables, loop) | caught
    for inner_statement in core.walk(statement.body):
        tables.live_after[inner_statement] = (
            tables.live_after.get(inner_statement, frozenset()) | caught
        )
        if inner_statement in tables.carried:
            names = frozenset(assigned(core.blocks(inner_statement)[0]))
            tables.carried[inner_statement] |= caught & names
    return before


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
            case core.With() if statement in tables.swallowing:
                own = frozenset(bound(statement))
                maybe, surely = _forward_try(_catching(statement), maybe | own, surely, tables)
            case core.With():
                own = frozenset(bound(statement))
                maybe, surely = _forward(statement.body, maybe | own, surely | own, tables)
            case core.Try():
                maybe, surely = _forward_try(statement, maybe, surely, tables)
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


def _forward_try(
    statement: core.Try, maybe: frozenset[str], surely: frozenset[str], tables: Assignment
) -> tuple[frozenset[str], frozenset[str]]:
    ends = [_forward(statement.body, maybe, surely, tables)]
    inside = maybe | frozenset(assigned(statement.body))
    for handler in statement.handlers:
        own = frozenset(bound(handler))
        end, sure = _forward(core.blocks(handler)[0], inside | own, surely | own, tables)
        ends.append((end - own, sure - own))  # the exception's name is unbound again
    out = frozenset[str]().union(*(end[0] for end in ends))
    sure = ends[0][1].intersection(*(end[1] for end in ends[1:]))
    return _forward(statement.final, out, sure, tables)
