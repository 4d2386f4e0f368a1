"""What follows a branch that may jump moves into the branches that do not.

Then every `break`, `continue` and `return` stands at the end of its block, and reversing
it takes no code: which way was taken is known from the conditions alone.
"""

from __future__ import annotations

from dataclasses import replace

from tangentgen.language import core
from tangentgen.language.duplicate import duplicate

_JUMPS = (core.Break, core.Continue, core.Return, core.Raise, core.Leave)


def rewrite(function: core.Function) -> core.Function:
    """`if c: return a` and then `b` becomes `if c: return a` and `else: b`."""
    return replace(function, body=closed(function.body))


def closed(block: core.Block) -> core.Block:
    """The block with every jump at the end of its block."""
    out: list[core.Statement] = []
    for position, statement in enumerate(block):
        rest = block[position + 1 :]
        if isinstance(statement, core.Leave):
            break
        if isinstance(statement, _JUMPS):
            out.append(statement)
            break
        if isinstance(statement, core.If) and (
            rest and (_may_jump(statement.body) or _may_jump(statement.orelse))
        ):
            out.append(_absorbing(statement, rest))
            break
        out.append(core.mapped(statement, closed))
    return tuple(out)


def _absorbing(statement: core.If, rest: core.Block) -> core.If:
    first, second = ends(statement.body), ends(statement.orelse)
    if first and second:
        return replace(statement, body=closed(statement.body), orelse=closed(statement.orelse))
    if first:
        return replace(
            statement, body=closed(statement.body), orelse=closed((*statement.orelse, *rest))
        )
    if second:
        return replace(
            statement, body=closed((*statement.body, *rest)), orelse=closed(statement.orelse)
        )
    again = tuple(duplicate(s) for s in rest)
    return replace(
        statement,
        body=closed((*statement.body, *rest)),
        orelse=closed((*statement.orelse, *again)),
    )


def _may_jump(block: core.Block) -> bool:
    return any(
        isinstance(s, core.Break | core.Continue | core.Return | core.Leave)
        or (isinstance(s, core.If) and (_may_jump(s.body) or _may_jump(s.orelse)))
        for s in block
    )


def ends(block: core.Block) -> bool:
    """Whether every way through a block ends in a jump."""
    if not block:
        return False
    last = block[-1]
    if isinstance(last, core.If):
        return ends(last.body) and ends(last.orelse)
    if isinstance(last, core.Try):
        return all(ends(s.body) for s in (last, *last.handlers))  # type: ignore[attr-defined]  # handlers have bodies
    return any(isinstance(s, _JUMPS) for s in block)
