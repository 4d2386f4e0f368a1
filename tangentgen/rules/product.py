"""A partial derivative times a seed, and sums of such, written as one would by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import gast

from tangentgen.rules.static import dotted, value_of
from tangentgen.source.quote import copy, expression


def times(partial: gast.expr, seed: gast.expr) -> gast.expr:
    """The product.

    >>> def show(text): return gast.unparse(times(expression(text), expression("g")))
    >>> show("np.cos(x)"), show("1 / x"), show("-1"), show("-1 / x"), show("1 - ans ** 2")
    ('np.cos(x) * g', 'g / x', '-g', '-g / x', '(1 - ans ** 2) * g')
    >>> show("np.where(c, 1, 0)")
    'np.where(c, g, 0)'
    """
    number = value_of(partial)
    if type(number) is int and number == 0:
        return copy(partial)
    if _is_plain(number) and number in (1, -1):
        return copy(seed) if number == 1 else gast.UnaryOp(gast.USub(), copy(seed))
    match partial:
        case gast.BinOp(left=left, op=gast.Div()) if value_of(left) in (1, -1):
            return gast.BinOp(times(left, seed), gast.Div(), partial.right)
        case gast.UnaryOp(op=gast.USub(), operand=gast.BinOp(op=gast.Div()) as quotient):
            if value_of(quotient.left) == 1:
                negative = gast.UnaryOp(gast.USub(), copy(seed))
                return gast.BinOp(negative, gast.Div(), quotient.right)
        case gast.IfExp():
            return gast.IfExp(partial.test, times(partial.body, seed), times(partial.orelse, seed))
        case gast.Call(args=[test, a, b]) if dotted(partial.func) == "np.where":
            if _is_simple(a) or _is_simple(b):
                args = [test, *(x if _is_zero(x) else times(x, seed) for x in (a, b))]
                return gast.Call(partial.func, args, [])
    return gast.BinOp(copy(partial), gast.Mult(), copy(seed))


def total(terms: Sequence[gast.expr]) -> gast.expr:
    """The sum, with a minus where a term begins with one.

    >>> gast.unparse(total([expression("a * b"), expression("-c * d")]))
    'a * b - c * d'
    """
    kept = [term for term in terms if not _is_zero(term)]
    if not kept:
        return expression("0.0")
    result = kept[0]
    for term in kept[1:]:
        positive = without_minus(term)
        if positive is None:
            result = gast.BinOp(result, gast.Add(), term)
        else:
            result = gast.BinOp(result, gast.Sub(), positive)
    return result


def without_minus(node: gast.expr) -> gast.expr | None:
    """The negative of an expression that begins with a minus; None for any other."""
    match node:
        case gast.UnaryOp(op=gast.USub()):
            return node.operand
        case gast.BinOp(op=gast.Mult() | gast.Div()):
            left = without_minus(node.left)
            return None if left is None else gast.BinOp(left, node.op, node.right)
    return None


def _is_plain(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_zero(node: gast.expr) -> bool:
    return _is_plain(value_of(node)) and value_of(node) == 0


def _is_simple(node: gast.expr) -> bool:
    return _is_plain(value_of(node))
