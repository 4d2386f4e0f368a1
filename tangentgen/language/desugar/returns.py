"""A `return` inside a loop becomes a `break` and a `return` behind the loop."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.language.free import free, occurring
from tangentgen.source.quote import as_target, constant, name


def rewrite(function: core.Function) -> core.Function:
    """`return e` in a loop becomes `result = e; returned = True; break`, and a test behind it."""
    taken = occurring(function)
    flag, result = free("returned", taken), free("result", taken)
    return replace(function, body=_block(function.body, flag, result))


def _block(block: core.Block, flag: str, result: str) -> core.Block:
    return tuple(new for statement in block for new in _statement(statement, flag, result))


def _statement(statement: core.Statement, flag: str, result: str) -> core.Block:
    match statement:
        case core.If():
            body = _block(statement.body, flag, result)
            return (replace(statement, body=body, orelse=_block(statement.orelse, flag, result)),)
        case core.For() | core.While():
            body = _block(statement.body, flag, result)
            if not any(isinstance(s, core.Return) for s in core.level(body)):
                return (replace(statement, body=body),)
            before = core.Assign(as_target(name(flag)), constant(False))
            after = core.If(name(flag), (core.Return(name(result)),))
            return (before, replace(statement, body=_flagged(body, flag, result)), after)
    return (statement,)


def _flagged(block: core.Block, flag: str, result: str) -> core.Block:
    out: list[core.Statement] = []
    for statement in block:
        match statement:
            case core.Return(value=gast.Name(id=again)) if again == result:
                out.append(core.Break())
            case core.Return():
                value = statement.value if statement.value is not None else constant(None)
                out.append(core.Assign(as_target(name(result)), value, notes=statement.notes))
                out.append(core.Assign(as_target(name(flag)), constant(True)))
                out.append(core.Break())
            case core.If():
                body = _flagged(statement.body, flag, result)
                out.append(
                    replace(statement, body=body, orelse=_flagged(statement.orelse, flag, result))
                )
            case _:
                out.append(statement)
    return tuple(out)
