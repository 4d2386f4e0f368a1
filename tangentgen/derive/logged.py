"""The logarithm of a product is a sum: each factor gets its share of the adjoint by itself.

`np.log(2 * np.pi * s**2)` gives s the adjoint `2 * ans_bar / s`, and not the quotient of a product
by a product that it is step by step.
"""

from __future__ import annotations

import math
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import gast
import numpy as np

from tangentgen.analysis.values import category
from tangentgen.tidy.known import literal, number

if TYPE_CHECKING:
    from tangentgen.derive.push import Pusher

LOGARITHMS = (np.log, math.log)
Factor = tuple[gast.expr, Fraction]


def factors(node: gast.expr, power: Fraction = Fraction(1)) -> Iterator[Factor]:
    """The factors of a product with their exponents, of its quotients and powers too.

    >>> from tangentgen.source.quote import expression
    >>> found = factors(expression("2 * s ** 2 / (a - b)"))
    >>> [(gast.unparse(e).strip(), str(p)) for e, p in found]
    [('2', '1'), ('s', '2'), ('a - b', '-1')]
    """
    match node:
        case gast.BinOp(left=left, op=gast.Mult(), right=right):
            yield from factors(left, power)
            yield from factors(right, power)
        case gast.BinOp(left=left, op=gast.Div(), right=right):
            yield from factors(left, power)
            yield from factors(right, -power)
        case gast.BinOp(left=base, op=gast.Pow(), right=exponent) if number(exponent) is not None:
            value = number(exponent)
            assert value is not None
            yield from factors(base, power * value)
        case _:
            yield node, power


def shares(pusher: Pusher, node: gast.expr) -> list[tuple[gast.expr, gast.expr]] | None:
    """The active factors of what a logarithm is taken of, each with the number of its shares.

    None of another call, of complex numbers, and where there is one factor.
    """
    call = pusher.facts.rule_calls.get(node)
    if call is None or call.function not in LOGARITHMS or pusher.conservative:
        return None
    given = [e for e in call.bound.values() if isinstance(e, gast.expr)]
    if len(given) != 1 or isinstance(given[0], gast.Name):
        return None
    found = list(factors(given[0]))
    if len(found) == 1 or any(category(pusher.facts.value(e)) == "complex" for e, _ in found):
        return None
    out = []
    for factor, power in found:
        if pusher.facts.active(factor):
            share = literal(power)
            if share is None:
                return None
            out.append((factor, share))
    return out


def bound_to(bound: dict[str, Any], factor: gast.expr) -> dict[str, Any]:
    """The arguments of the call with one of its factors for the whole product."""
    return {p: factor if isinstance(e, gast.expr) else e for p, e in bound.items()}
