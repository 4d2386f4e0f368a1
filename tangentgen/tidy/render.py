"""A product put together again, its literals multiplied out as an expert would."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import gast

from tangentgen.tidy.known import (
    Known,
    binary,
    literal,
    minus,
    number,
    repeatable,
    times,
)

Item = tuple[Literal["*", "/"], gast.expr]


@dataclass
class Product:
    """`sign · Π above / Π below`: literal numbers above and below, and the other factors.

    A literal divisor stands among the items too, for its place; one taken out of `a / (2 * n)`
    is `tied` to the divisor after it, where it goes back to if nothing cancels it.
    """

    sign: int = 1
    above: list[gast.expr] = field(default_factory=list)
    below: list[gast.expr] = field(default_factory=list)
    items: list[Item] = field(default_factory=list)
    tied: list[gast.expr] = field(default_factory=list)
    mergeable: bool | None = None  # not yet asked

    def coefficient(self) -> Fraction:
        total = Fraction(self.sign)
        for node in self.above:
            total *= number(node) or 0
        for node in self.below:
            total /= number(node) or 1
        return total

    def negative(self) -> Product:
        return Product(-self.sign, self.above, self.below, self.items, self.tied)

    @property
    def factors(self) -> list[Item]:
        """The items that are not literal divisors."""
        if not self.below:
            return self.items
        return [item for item in self.items if item[1] not in self.below]


def built(found: Product, known: Known) -> gast.expr:
    """The expression of a product, its sign outside: `-(2 * a * b / c)`.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> real = lambda node: Value("float", shape=())
    >>> from tangentgen.tidy.product import product
    >>> tree = expression("2 * r / (2 * n)")
    >>> gast.unparse(built(product(tree, real), real))
    'r / n'
    >>> gast.unparse(built(product(expression("2 * (dt / 6 * -z)"), real), real))
    '-(dt / 3 * z)'
    """
    coefficient, items = _reduced(found)
    return rendered(found.sign, coefficient, items)


def rendered(sign: int, coefficient: gast.expr | None, items: list[Item]) -> gast.expr:
    """`sign · coefficient · items`, the first factor before a division by what comes first."""
    total = coefficient
    if items and items[0][0] == "/":
        first = next((i for i, (op, _) in enumerate(items) if op == "*"), None)
        if first is not None and all(repeatable(node) for _, node in items[: first + 1]):
            items = [items[first], *items[:first], *items[first + 1 :]]
        elif total is None:
            total = gast.Constant(1, None)
    for op, node in items:
        if total is None:
            total = node
        else:
            total = times(total, node) if op == "*" else binary(total, gast.Div, node)
    if total is None:
        total = gast.Constant(1, None)
    return total if sign > 0 else minus(total)


def _reduced(found: Product) -> tuple[gast.expr | None, list[Item]]:
    """One literal for the numbers above and one for those below, cancelled as an expert would."""
    above = below = Fraction(1)
    for node in found.above:
        above *= number(node) or 1
    for node in found.below:
        below *= number(node) or 1
    if len(found.above) <= 1 and not found.below:
        if not found.above or (above == 1 and found.items):
            return None, found.items
        return found.above[0], found.items
    top, bottom = _cancelled(above, below)
    coefficient = None if top == 1 else literal(top)
    divisor = None if bottom == 1 else literal(bottom)
    if (top != 1 and coefficient is None) or (bottom != 1 and divisor is None):
        kept: list[Item] = [("*", node) for node in found.above[1:]]
        return (found.above[0] if found.above else None), [*kept, *found.items]
    if above == 1 and len(found.below) == 1 and divisor is not None:
        divisor = found.below[0]
    items: list[Item] = []
    waiting: gast.expr | None = None
    for op, node in found.items:
        if node not in found.below:
            if waiting is not None and op == "*":  # what it was tied to has gone elsewhere
                items.append(("/", waiting))
                waiting = None
            items.append((op, node if waiting is None else times(waiting, node)))
            waiting = None
        elif divisor is not None:
            if node in found.tied:
                waiting = divisor
            else:
                items.append((op, divisor))
            divisor = None
    if waiting is not None:
        items.append(("/", waiting))
    return coefficient, items


def _cancelled(above: Fraction, below: Fraction) -> tuple[Fraction, Fraction]:
    ratio = above / below
    if above == 1:
        return above, below
    if ratio.denominator == 1 or ratio == above:
        return ratio, Fraction(1)
    if ratio.numerator == 1:
        return Fraction(1), 1 / ratio
    if below.denominator == 1 and (below.numerator & (below.numerator - 1)) == 0:
        return ratio, Fraction(1)  # halving is exact
    if above.denominator == below.denominator == 1:
        return Fraction(ratio.numerator), Fraction(ratio.denominator)
    return above, below
