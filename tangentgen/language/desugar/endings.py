"""`else` and `finally` of a `try`: afterwards a `try` has either handlers or a final block."""

from __future__ import annotations

from dataclasses import replace

from tangentgen.language import core
from tangentgen.language.desugar.exits import ends
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, name


def rewrite(function: core.Function) -> core.Function:
    """What stands under `else` follows the `try`, where no handler has run."""
    taken = occurring(function)
    return replace(function, body=_block(function.body, taken))


def _block(block: core.Block, taken: set[str]) -> core.Block:
    return tuple(new for statement in block for new in _statement(statement, taken))


def _statement(statement: core.Statement, taken: set[str]) -> core.Block:
    statement = core.mapped(statement, lambda inner: _block(inner, taken))
    if not isinstance(statement, core.Try):
        return (statement,)
    if not statement.handlers and not statement.final:
        return (*statement.body, *statement.orelse)  # `finally: pass`
    inner = _without_else(statement, taken)
    if not statement.final:
        return inner
    if not statement.handlers:
        return (replace(statement, body=(*statement.body, *statement.orelse), orelse=()),)
    return (core.Try(inner, final=statement.final, notes=statement.notes),)


def _without_else(statement: core.Try, taken: set[str]) -> core.Block:
    plain = replace(statement, orelse=(), final=())
    if not statement.orelse:
        return (plain,)
    if all(ends(handler) for (*_, handler) in map(core.blocks, statement.handlers)):
        return (plain, *statement.orelse)
    flag = free("completed", taken)
    before = core.Assign(as_target(name(flag)), constant(False))
    done = core.Assign(as_target(name(flag)), constant(True))
    after = core.If(name(flag), statement.orelse)
    return (before, replace(plain, body=(*statement.body, done)), after)
