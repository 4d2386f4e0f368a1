"""Products with one literal in front and the sign outside."""

from __future__ import annotations

import gast

from tangentgen.source.match import key
from tangentgen.tidy.known import (
    Known,
    inexact,
    literal,
    minus,
    number,
    zero_dimensional,
)
from tangentgen.tidy.product import foldable, product
from tangentgen.tidy.render import Product, built


def fold(node: gast.expr, known: Known) -> gast.expr:
    """A product with its literals folded, where nothing but rounding changes; else as it is."""
    found = None if _plain(node) else product(node, known)
    if found is None:
        return node
    if not found.factors:
        return _of_literals(node, found)
    if not foldable(found, known):
        return _by_sides(node, known)
    result = built(found, known)
    if zero_dimensional(result, known) or key(result) == key(node):
        return node
    return result


def _of_literals(node: gast.expr, found: Product) -> gast.expr:
    """A product of nothing but literals as one, real where one of them is.

    >>> from tangentgen.source.quote import expression
    >>> from tangentgen.analysis.values import ANY
    >>> gast.unparse(fold(expression("0.5 * 4"), lambda node: ANY))
    '2.0'
    """
    parts = [*found.above, *found.below]
    value = literal(abs(found.coefficient()))
    real = any(isinstance(getattr(part, "value", None), float) for part in parts)
    if value is None or not real or len(parts) < 2:
        return node
    one = gast.Constant(float(value.value), None) if isinstance(value, gast.Constant) else None
    if one is None:
        return node
    return one if found.coefficient() > 0 else gast.UnaryOp(gast.USub(), one)


def _plain(node: gast.expr) -> bool:
    """Whether there is nothing to fold: no signs, at most one literal, in front, nothing nested."""
    while isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult | gast.Div):
        if isinstance(node.right, gast.BinOp | gast.UnaryOp | gast.Constant):
            return False
        node = node.left
    return not isinstance(node, gast.UnaryOp) and number(node) != 1


def _by_sides(node: gast.expr, known: Known) -> gast.expr:
    """Each side folded by itself and the signs outside, where not all can be folded together."""
    if not (isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult | gast.Div)):
        return node
    sign, sides = 1, []
    for side in (fold(node.left, known), fold(node.right, known)):
        negative = isinstance(side, gast.UnaryOp) and isinstance(side.op, gast.USub)
        if negative and inexact(side.operand, known):
            sign, side = -sign, side.operand
        sides.append(side)
    op = node.op
    match op, sides[1]:
        case gast.Mult(), gast.BinOp(left=one, op=gast.Div() as op, right=right) if (
            number(one) == 1
        ):
            sides[1] = right  # `a * (1 / b)`
        case _:
            op = node.op
    if isinstance(op, gast.Div):
        sides[0] = _without_one(sides[0], known)
    if sides == [node.left, node.right]:
        return node
    result: gast.expr = gast.BinOp(sides[0], op, sides[1])
    return minus(result) if sign < 0 else result


def _without_one(dividend: gast.expr, known: Known) -> gast.expr:
    """`x` of `x * 1.0`, where a division follows, which makes floats of truth values as well."""
    match dividend:
        case gast.BinOp(left=inner, op=gast.Mult(), right=gast.Constant(value=float(1.0))):
            return inner if known(inner).kind in ("array", "tensor", "scalar", "bool") else dividend
    return dividend
