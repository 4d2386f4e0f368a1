"""`np.r_[x, y]` and `np.c_[x, y]`: what looks like a subscript is a call that joins arrays."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast
import numpy as np

from tangentgen.analysis import results
from tangentgen.analysis.facts import RuleCall
from tangentgen.analysis.tagged import tagged
from tangentgen.analysis.values import ANY, Value
from tangentgen.rules import library

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def joined_by_index(evaluate: Evaluator, node: gast.Subscript, owner: Value) -> Value | None:
    """The value of a subscript of one of the two; None of any other."""
    joiner = next((each for each in (np.r_, np.c_) if type(each) is owner.cls), None)
    if joiner is None:
        return None
    parts = list(node.slice.elts) if isinstance(node.slice, gast.Tuple) else [node.slice]
    values = [evaluate.facts.value(part) for part in parts]
    if not any(map(evaluate.facts.is_active, values)):
        return ANY
    name = "np.r_" if joiner is np.r_ else "np.c_"
    if any(
        isinstance(part, gast.Slice) or value.kind == "str"
        for part, value in zip(parts, values, strict=True)
    ):
        return evaluate.refuse(node, f"{name} with slices or directions", "use np.concatenate")
    ranks = [0 if value.shape == () else value.rank for value in values]
    whole = Value("list", items=tuple(values))
    if None in ranks or (joiner is np.c_ and 0 in ranks):
        return evaluate.refuse(node, f"{name} of these", "use np.concatenate or np.column_stack")
    flat = max(r or 0 for r in ranks) < 2
    function = np.column_stack if joiner is np.c_ else np.hstack if flat else np.concatenate
    result = results.result(function, [whole], {}, evaluate.program.world)
    rule = library.find(joiner)
    evaluate.facts.rule_calls[node] = RuleCall(joiner, rule, {"arrays": parts})
    return tagged(evaluate, node, joiner, result, values)
