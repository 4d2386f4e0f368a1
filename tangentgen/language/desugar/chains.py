"""`a = b = e`, `del x`, and loops with a needless `else`, in simpler statements."""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.language import core
from tangentgen.source.quote import as_target, as_value


def rewrite(function: core.Function) -> core.Function:
    """`a = b = e` becomes `a = e; b = a`, which names one object twice as well."""
    return replace(function, body=_block(function.body))


def _block(block: core.Block) -> core.Block:
    return tuple(new for statement in block for new in _statement(statement))


def _statement(statement: core.Statement) -> core.Block:
    match statement:
        case core.Foreign(tree=gast.Assign(targets=[gast.Name() as first, *rest], value=value)):
            head = core.Assign(first, value, notes=statement.notes)
            plain = replace(statement.notes, above=(), trailing=None)
            return (head, *(core.Assign(as_target(t), as_value(first), notes=plain) for t in rest))
        case core.Foreign(tree=gast.Delete(targets=targets)) if all(
            isinstance(t, gast.Name) for t in targets
        ):
            return ()
        case core.Pass():
            return ()
        case core.If():
            return (
                replace(statement, body=_block(statement.body), orelse=_block(statement.orelse)),
            )
        case core.For() | core.While():
            return (replace(statement, body=_block(statement.body)),)
    return (statement,)
