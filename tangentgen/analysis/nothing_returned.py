"""`done = update(xs)` of a function that returns nothing: the call, then None.

done = update(xs)    becomes    update(xs)
                                done = None

return update(xs)    becomes    update(xs)
                                return None
"""

from __future__ import annotations

from dataclasses import replace

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.duplicate import changed_body
from tangentgen.source.quote import constant


def apart(facts: Analysis) -> core.Function | None:
    """The function with such calls on lines of their own; None where it has none."""
    body = _block(facts, facts.tree.body)
    return changed_body(facts.tree, body)


def _block(facts: Analysis, block: core.Block) -> core.Block:
    return tuple(new for statement in block for new in _statement(facts, statement))


def _statement(facts: Analysis, statement: core.Statement) -> core.Block:
    match statement:
        case core.Assign(target=gast.Name(), value=call) | core.Return(value=call) if (
            _gives_nothing(facts, call)
        ):
            first = replace(statement.notes, trailing=None)
            rest = replace(statement.notes, above=(), section=False)
            nothing = replace(statement, value=constant(None), notes=rest)
            return (core.Evaluate(call, notes=first), nothing)
    return (core.mapped(statement, lambda inner: _block(facts, inner)),)


def _gives_nothing(facts: Analysis, call: gast.AST | None) -> bool:
    user = facts.user_calls.get(call) if isinstance(call, gast.Call) else None
    return user is not None and not user.callee.in_progress and user.callee.returned.kind == "none"
