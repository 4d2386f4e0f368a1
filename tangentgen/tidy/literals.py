"""Products of literals, where the result is exact."""

from __future__ import annotations

from fractions import Fraction
from math import isfinite

import gast


def folded(tree: gast.expr) -> gast.expr:
    """The expression with literal factors multiplied, if no bit is lost by it.

    >>> from tangentgen.source.printer import print_expression
    >>> from tangentgen.source.quote import expression
    >>> print_expression(folded(expression("-0.5 * 1.0 * x")))
    '-0.5 * x'
    """
    if not isinstance(tree, gast.BinOp):
        return tree
    left, right = folded(tree.left), folded(tree.right)
    one, two = _number(left), _number(right)
    if isinstance(tree.op, gast.Mult) and one is not None and two is not None:
        product = one * two
        if Fraction(one) * Fraction(two) == Fraction(product):
            literal = gast.Constant(abs(product), None)
            return gast.UnaryOp(gast.USub(), literal) if product < 0 else literal
    return gast.BinOp(left, tree.op, right)


def _number(tree: gast.expr) -> int | float | None:
    if isinstance(tree, gast.UnaryOp) and isinstance(tree.op, gast.USub):
        inner = _number(tree.operand)
        return None if inner is None else -inner
    if not isinstance(tree, gast.Constant):
        return None
    value: object = tree.value
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return value
