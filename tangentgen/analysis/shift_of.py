"""How much an expression grows with a maximum that it is computed from."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction

import gast
import numpy as np

from tangentgen.analysis.shifted import Shifted, axis_of, check_free
from tangentgen.analysis.shifted_operators import operation
from tangentgen.analysis.shifted_sections import selected
from tangentgen.analysis.shifts import Unproved, Weight
from tangentgen.analysis.values import UNKNOWN
from tangentgen.rules.static import value_of


def weight_of(shift: Shifted, node: gast.expr) -> Weight | None:
    """The weight of a value; None where it does not depend on the maximum."""
    if node is shift.node:
        kept = value_of(
            shift.facts.rule_calls[node].bound.get("keepdims", gast.Constant(False, None))
        )
        check_free(shift, shift.facts.rule_calls[node].bound["a"])
        return Weight(Fraction(1), False, shift.axis is None or kept is True)
    match node:
        case gast.Name():
            return shift.names.get(node.id)
        case gast.BinOp():
            return operation(shift, node, weight_of(shift, node.left), weight_of(shift, node.right))
        case gast.UnaryOp(op=gast.USub()):
            inner = weight_of(shift, node.operand)
            if inner is None or inner.multiplies:
                return inner
            return replace(inner, k=-inner.k)
        case gast.Call() if node in shift.facts.rule_calls:
            return _call(shift, node)
        case gast.Subscript():
            inner = weight_of(shift, node.value)
            if inner is None:
                check_free(shift, node.slice)
                return None
            return selected(shift, node, inner)
    check_free(shift, node)
    return None


def _call(shift: Shifted, node: gast.Call) -> Weight | None:
    rule, bound = shift.facts.rule_calls[node].rule, shift.facts.rule_calls[node].bound
    first = next(iter(bound.values()), None)
    inner = weight_of(shift, first) if isinstance(first, gast.expr) else None
    for other in list(bound.values())[1:] if isinstance(first, gast.expr) else bound.values():
        for tree in other if isinstance(other, list) else [other]:
            if isinstance(tree, gast.AST):
                check_free(shift, tree)
    if inner is None:
        return None
    function = rule.function
    if function is np.exp and not inner.multiplies:
        return replace(inner, multiplies=True)
    if function is np.log and inner.multiplies:
        return replace(inner, multiplies=False)
    if function in (np.sum, np.mean) and (inner.multiplies or function is np.mean):
        if shift.axis is None:
            return inner
        axis = axis_of(bound, shift.rank)
        if inner.along and axis == shift.axis and axis is not UNKNOWN:
            kept = value_of(bound["keepdims"]) if "keepdims" in bound else False
            if kept in (True, False):
                return replace(inner, along=bool(kept))
    raise Unproved
