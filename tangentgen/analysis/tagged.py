"""Whether what a function of NumPy gives carries a derivative, and what memory it lies in."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import gast

from tangentgen.analysis.activity import activated, carries
from tangentgen.analysis.placed import placed
from tangentgen.analysis.sequences import named
from tangentgen.analysis.values import Value, category
from tangentgen.rules import library
from tangentgen.rules.unsupported import way_round

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def tagged(
    evaluate: Evaluator,
    node: gast.AST,
    function: Any,
    result: Value,
    values: list[Value],
    keywords: dict[str, Value] | None = None,
) -> Value:
    """The result of a function, active where a value is that the function has a slope in."""
    rule = library.find(function)
    active = any(evaluate.facts.is_active(v) for v in (*values, *(keywords or {}).values()))
    if active and rule is None and carries(result):
        hint = way_round(library.full_name(function))
        hint = hint or "write one, or compute it outside the function"
        evaluate.refuse(node, f"{named(function)} has no template", hint)
    if active and rule is not None and rule.constant_of_inactive:
        evaluate.refuse(
            node,
            f"{named(function)} of active values",
            "it gives back what it is given: use that, reshaped or indexed",
        )
    if rule is not None and (rule.kind == "constant" or _is_constant(rule, values)):
        active = False
    value = placed(node, function, result, values, keywords)
    return activated(value) if active else value.but(active=False)


def _is_constant(rule: library.Rule, values: list[Value]) -> bool:
    """Whether a function is one that is constant between its jumps, of real numbers."""
    kinds = ("bool", "int", "real")
    return rule.constant_of_real and all(category(value) in kinds for value in values)
