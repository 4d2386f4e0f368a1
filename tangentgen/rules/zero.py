"""The tangent of an inactive argument, and literal ones: what they do to an expression."""

from __future__ import annotations

from typing import Any

import gast

from tangentgen.rules.static import dotted, value_of, walk
from tangentgen.source.quote import constant

# Linear in each of their first two arguments, so a zero there gives zero.
_LINEAR = frozenset(
    [
        "np.matmul",
        "np.dot",
        "np.outer",
        "np.inner",
        "np.tensordot",
        "np.vdot",
        "np.kron",
        "np.cross",
        "np.convolve",
        "np.sum",
        "np.mean",
        "np.cumsum",
        "np.trace",
        "np.diagonal",
        "np.diag",
        "np.conj",
        "np.real",
        "np.imag",
        "np.tril",
        "np.triu",
        "np.transpose",
        "np.swapaxes",
        "np.moveaxis",
        "np.reshape",
        "np.ravel",
        "np.linalg.solve",
        "np.expand_dims",
        "np.broadcast_to",
        "np.take",
        "np.diff",
        "np.copy",
        "np.take_along_axis",
    ]
)


def marker() -> gast.Constant:
    """A zero that is known to be one, and may therefore take others with it."""
    node = constant(0)
    node.kind = "zero"
    return node


def is_zero(node: Any) -> bool:
    return isinstance(node, gast.Constant) and node.kind == "zero"


def without_markers(node: gast.expr) -> gast.expr:
    """The same, with ordinary zeros for what could not be removed."""
    for part in walk(node):
        if is_zero(part):
            part.kind = None
    return node


def simplified(node: gast.expr) -> gast.expr:
    """One step at the root. Only a marked zero and a literal one are removed, and a literal power.

    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(simplified(expression("1 * x")))
    'x'
    """
    match node:
        case gast.BinOp():
            return _binary(node)
        case gast.UnaryOp(op=gast.USub()) if is_zero(node.operand):
            return node.operand
        case gast.UnaryOp(op=gast.USub(), operand=gast.UnaryOp(op=gast.USub())):
            return node.operand.operand
        case gast.Call() if dotted(node.func) in _LINEAR and any(map(is_zero, node.args[:2])):
            return marker()
        case gast.Call(args=[_, a, b]) if dotted(node.func) == "np.where":
            return marker() if is_zero(a) and is_zero(b) else node
        case gast.Subscript() | gast.Attribute() if is_zero(node.value):
            return node.value
        case gast.IfExp() if is_zero(node.body) and is_zero(node.orelse):
            return node.body
    return node


def _binary(node: gast.BinOp) -> gast.expr:
    left, right = node.left, node.right
    match node.op:
        case gast.Add() if is_zero(left):
            return right
        case gast.Add() | gast.Sub() if is_zero(right):
            return left
        case gast.Sub() if is_zero(left):
            return gast.UnaryOp(gast.USub(), right)
        case gast.Mult() | gast.MatMult() if is_zero(left) or is_zero(right):
            return marker()
        case gast.Div() if is_zero(left):
            return left
        case gast.Add() | gast.Sub() if _is_none(right):
            return left
        case gast.Add() if _is_none(left):
            return right
        case gast.Mult() if _is_one(left):
            return right
        case gast.Mult() | gast.Div() | gast.Pow() if _is_one(right):
            return left
        case gast.Mult() if value_of(left) == -1 and type(value_of(left)) is int:
            return gast.UnaryOp(gast.USub(), right)
    return node


def _is_none(node: gast.expr) -> bool:
    """A literal zero or an empty tuple."""
    value = value_of(node)
    return value == () or (type(value) is int and value == 0)


def _is_one(node: gast.expr) -> bool:
    return isinstance(node, gast.Constant) and type(node.value) in (int, float) and node.value == 1
