"""The `else` of a loop, in simpler statements: it runs where no `break` has ended the loop."""

from __future__ import annotations

from dataclasses import replace

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, expression, name


def rewrite(function: core.Function) -> core.Function:
    """A `break` sets a flag that is tested behind the loop; without one the `else` just follows."""
    taken = occurring(function)
    return replace(function, body=_block(function.body, taken))


def _block(block: core.Block, taken: set[str]) -> core.Block:
    return tuple(new for statement in block for new in _statement(statement, taken))


def _statement(statement: core.Statement, taken: set[str]) -> core.Block:
    statement = core.mapped(statement, lambda inner: _block(inner, taken))
    if not isinstance(statement, core.For | core.While) or not statement.orelse:
        return (statement,)
    plain = replace(statement, orelse=())
    if not any(isinstance(s, core.Break) for s in core.level(statement.body)):
        return (plain, *statement.orelse)
    flag = free("broken", taken)
    before = core.Assign(as_target(name(flag)), constant(False))
    after = core.If(expression("not $f", f=name(flag)), statement.orelse)
    return (before, replace(plain, body=_flagged(statement.body, flag)), after)


def _flagged(block: core.Block, flag: str) -> core.Block:
    """The block with the flag set before each `break` of its own loop."""
    out: list[core.Statement] = []
    for statement in block:
        if isinstance(statement, core.Break):
            out.append(core.Assign(as_target(name(flag)), constant(True)))
        elif not isinstance(statement, core.For | core.While):
            statement = core.mapped(statement, lambda inner: _flagged(inner, flag))
        out.append(statement)
    return tuple(out)
