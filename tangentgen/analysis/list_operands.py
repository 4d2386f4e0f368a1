"""Arithmetic between an array and a list, which NumPy takes as an array."""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.analysis.facts import Analysis
from tangentgen.source.quote import expression

_ARRAYS = ("array", "tensor", "scalar")


def with_arrays(facts: Analysis, node: Any) -> gast.BinOp | None:
    """`x - np.array([1.0, 2.0])` for `x - [1.0, 2.0]`; None of another operator."""
    if not isinstance(node, gast.BinOp):
        return None
    left, right = as_array(facts, node.left, node.right), as_array(facts, node.right, node.left)
    if left is node.left and right is node.right:
        return None
    return gast.BinOp(left, node.op, right)


def as_array(facts: Analysis, node: gast.expr, other: gast.expr) -> gast.expr:
    """The operand as an array, where it is a list beside an array and one of them is active."""
    listed = facts.value(node).kind in ("list", "tuple", "range")
    if not listed or facts.value(other).kind not in _ARRAYS:
        return node
    if not (facts.active(node) or facts.active(other)):
        return node
    return expression("np.array($x)", x=node)
