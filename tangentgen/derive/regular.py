"""Where the partial derivatives of a template are finite numbers, told from their expressions."""

from __future__ import annotations

import math
import operator
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import gast
import numpy as np

from tangentgen.source.quote import copy, expression, name

_BOUNDED = ("sin", "cos", "sign", "where", "abs", "tanh")
_DIVISIONS = (np.divide, operator.truediv)  # ±inf or no number, where their partials are
_POWERS = (np.power, np.float_power, operator.pow, pow)
_ROOTS = (np.sqrt, math.sqrt)


def regular(
    function: Any, partials: Mapping[str, gast.expr], wild: Collection[str], imaginary: bool
) -> dict[str, gast.expr]:
    """Conditions under which the partials of a function are finite; none for one that always is.

    `wild` are parameters that may stand for what is infinite or no number; `imaginary` is for
    complex ones.

    >>> from tangentgen.source.quote import expression
    >>> for partial in ("1 / x", "1.5 * x**0.5", "y / np.sqrt(1 - x**2)", "x / 2", "1 + ans**2"):
    ...     for condition in regular(None, {"x": expression(partial)}, {"y"}, False).values():
    ...         print(gast.unparse(condition))
    np.abs(x) > 0.0
    x >= 0.0
    np.isfinite(y) & (1 - x ** 2 > 0.0)
    np.isfinite(ans)
    """
    power = function in _POWERS and not imaginary
    each = _Partial(wild, imaginary, power or (function in _ROOTS and not imaginary))
    found = {p: list(each.conditions(tree)) for p, tree in partials.items()}
    found = {p: conditions for p, conditions in found.items() if conditions}
    every = {gast.dump(c): c for conditions in found.values() for c in conditions}
    finite = expression("np.isfinite(ans)")
    if power and any(map(_of_any_power, every.values())):
        every = {"": expression("np.isfinite(ans) & ((x != 0.0) | (p >= 1.0))")}
    elif function in _DIVISIONS and gast.dump(finite) in every:
        every = {"": finite}
    if not every:
        return {}
    # What such an operand is moved by may be infinite although the partial is not: tanh at ∞.
    tests = {p: expression("np.isfinite($x)", x=name(p)) for p in partials if p in wild}
    operands = [test for test in tests.values() if gast.dump(test) not in every]
    if operands and (power or function in _ROOTS):  # infinite only where the answer is
        operands = [finite]
    whole, *others = (every | {gast.dump(c): c for c in operands}).values()
    for condition in others:
        whole = expression("$a & $b", a=whole, b=condition)
    return dict.fromkeys(found, whole)


@dataclass(frozen=True)
class _Partial:
    wild: Collection[str]
    imaginary: bool
    signless: bool  # the function's answer is not below zero

    def conditions(self, tree: gast.AST) -> Iterator[gast.expr]:
        match tree:
            case gast.Name(id=given):
                if given == "ans" or given in self.wild:
                    yield expression("np.isfinite($x)", x=copy(tree))
                return
            case gast.BinOp(left=over, op=gast.Div(), right=under) if not _tamed(under):
                yield from self.conditions(over)
                yield from self._not_zero(under)
                return
            case gast.BinOp(left=base, op=gast.Pow(), right=exponent):
                yield from self._power(base, exponent)
                return
            case gast.IfExp(body=body, orelse=orelse):
                yield from self.conditions(body)
                yield from self.conditions(orelse)
                return
            case gast.Call(func=gast.Attribute(attr=called), args=args) if called not in _BOUNDED:
                yield from self._call(tree, called, args)
                return
        for child in gast.iter_child_nodes(tree):
            yield from self.conditions(child)

    def _not_zero(self, tree: gast.expr) -> Iterator[gast.expr]:
        """What holds of a divisor; a comparison with what is no number is false."""
        match tree:
            case gast.Constant():
                pass
            case gast.Name(id="ans") if self.signless:
                yield expression("ans > 0.0")
            case gast.BinOp(left=base, op=gast.Pow(), right=gast.Constant() as exponent):
                yield from self._not_zero_power(base, exponent)
            case gast.Call(func=gast.Attribute(attr="sqrt"), args=[operand]) if not self.imaginary:
                yield expression("$x > 0.0", x=copy(operand))
            case gast.BinOp(left=left, op=gast.Mult(), right=right):
                yield from self._not_zero(left)
                yield from self._not_zero(right)
            case _:
                yield expression("np.abs($x) > 0.0", x=copy(tree))

    def _power(self, base: gast.expr, exponent: gast.expr) -> Iterator[gast.expr]:
        match exponent:
            case gast.Constant(value=int() | float() as p) if p >= 0 and _is_whole(exponent):
                yield from self.conditions(base)
            case gast.Constant(value=int() | float() as p) if p >= 0 and not self.imaginary:
                yield expression("$x >= 0.0", x=copy(base))
            case gast.Constant() | gast.UnaryOp(operand=gast.Constant()):
                yield from self._not_zero_power(base, exponent)
            case _ if self.imaginary:
                yield from self._not_zero(base)
            case _:
                yield expression("np.isfinite($b ** $p)", b=copy(base), p=copy(exponent))

    def _not_zero_power(self, base: gast.expr, exponent: gast.expr) -> Iterator[gast.expr]:
        if self.imaginary or _is_whole(exponent):
            yield from self._not_zero(base)
        else:
            yield expression("$x > 0.0", x=copy(base))

    def _call(self, tree: gast.Call, called: str, args: list[gast.expr]) -> Iterator[gast.expr]:
        if called in ("log", "sqrt") and len(args) == 1 and not self.imaginary:
            if not _tamed(args[0]):
                form = "$x > 0.0" if called == "log" else "$x >= 0.0"
                yield expression(form, x=copy(args[0]))
        elif any(isinstance(n, gast.Name) for argument in args for n in gast.walk(argument)):
            yield expression("np.isfinite($x)", x=copy(tree))


def _of_any_power(condition: gast.expr) -> bool:
    """Whether the exponent of a power is no literal."""
    return any(isinstance(node, gast.Pow) for node in gast.walk(condition))


def _is_whole(exponent: gast.expr) -> bool:
    value = exponent.operand if isinstance(exponent, gast.UnaryOp) else exponent
    return isinstance(value, gast.Constant) and value.value == int(value.value)


def _tamed(tree: gast.expr) -> bool:
    """`1 + x**2`, a literal, or what is replaced by one where it is not above zero."""
    match tree:
        case gast.Constant():
            return True
        case gast.BinOp(
            left=gast.Constant(), op=gast.Add(), right=gast.BinOp(op=gast.Pow(), right=power)
        ):
            return isinstance(power, gast.Constant) and power.value == 2
        case gast.Call(func=gast.Attribute(attr="where"), args=[_, first, second]):
            return isinstance(first, gast.Constant) or isinstance(second, gast.Constant)
        case gast.IfExp(body=first, orelse=second):
            return isinstance(first, gast.Constant) or isinstance(second, gast.Constant)
    return False
