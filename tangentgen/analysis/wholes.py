"""A name for a new array that is taken apart into views which are changed in place."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import gast

from tangentgen.analysis import results
from tangentgen.analysis.connected import connected_names
from tangentgen.analysis.facts import Analysis
from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.source.quote import as_target, name
from tangentgen.source.rebuild import rebuilt


def whole_of(facts: Analysis, statement: core.Assign) -> gast.expr | None:
    """The array in `a, b = np.split(np.sin(x), 2)`, which has no name."""
    if connected_names(facts).isdisjoint(target_names(statement.target)):
        return None
    value: Any = statement.value
    if value in facts.rule_calls:
        call = facts.rule_calls[value]
        source = next(iter(call.bound.values()), None)
        if results.memory(call.function, list(map(facts.value, value.args)), {}) == "view":
            value = source
    while isinstance(value, gast.Subscript | gast.Attribute):  # sections of it are views as well
        value = value.value
    if not isinstance(value, gast.Call | gast.BinOp | gast.UnaryOp):
        return None
    return value if facts.value(value).kind == "array" else None


def with_whole(
    facts: Analysis, statement: core.Assign, whole: gast.expr, given: str
) -> tuple[core.Assign, core.Assign]:
    """`whole = np.sin(x)` and `a, b = np.split(whole, 2)`."""
    named = name(given)
    facts.values[named] = facts.value(whole)

    def change(part: Any) -> Any:
        if part is whole:
            return named
        return rebuilt(part, change) if isinstance(part, gast.AST) else part

    first = core.Assign(as_target(named), whole, notes=statement.notes)
    notes = replace(statement.notes, above=(), trailing=None)
    return first, replace(statement, value=change(statement.value), notes=notes)
