"""Products: the sign and the literals in front, the factors in the order they came in."""

from __future__ import annotations

from dataclasses import dataclass, field
from fractions import Fraction
from typing import Literal

import gast

from tangentgen.source.match import key
from tangentgen.tidy.known import (
    Known,
    binary,
    inexact,
    literal,
    may_be_huge,
    minus,
    number,
    rank,
    repeatable,
    steady,
    times,
    zero_dimensional,
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


def product(node: gast.expr, known: Known) -> Product:
    """The factors of an expression; of what is no product, the expression itself."""
    found = Product()
    _collect(node, found, known)
    return found


def _collect(node: gast.expr, found: Product, known: Known) -> None:
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        if not number(node) and not inexact(node.operand, known):
            found.items.append(("*", node))  # a Boolean has no negative, an integer no −0
            return
        found.sign = -found.sign
        _collect(node.operand, found, known)
    elif number(node):  # neither zero nor something else
        found.above.append(node)
    elif isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult):
        _collect(node.left, found, known)
        _times(node.right, found, known)
    elif isinstance(node, gast.BinOp) and isinstance(node.op, gast.Div):
        _collect(node.left, found, known)
        _divided_by(node.right, found, known)
    else:
        found.items.append(("*", node))


def _times(node: gast.expr, found: Product, known: Known) -> None:
    """A factor on the right: its sign and literals always, its factors where that is harmless."""
    inner = product(node, known)
    found.sign *= inner.sign
    found.above += inner.above
    if len(inner.items) <= 1 or _flat(found, inner, known):
        found.below += inner.below
        found.items += inner.items
        found.tied += inner.tied
    else:
        bare = Product(1, [], inner.below, inner.items, inner.tied)
        found.items.append(("*", built(bare, known)))


def _flat(left: Product, right: Product, known: Known) -> bool:
    """Whether `a * (b * c)` may be `a * b * c`."""
    before = [node for _, node in left.items]
    if any(may_be_huge(node) for node in [*before, *(node for _, node in right.items[:-1])]):
        return False
    if not before:
        return True
    # A product of scalars is cheaper left together.
    small = [rank(node, known) for _, node in right.items]
    large = [rank(node, known) for node in before]
    if None in small or None in large:
        return True
    return max(r or 0 for r in small) >= max(r or 0 for r in large)


def _divided_by(node: gast.expr, found: Product, known: Known) -> None:
    if number(node):
        found.below.append(node)
        found.items.append(("/", node))
        return
    inner = product(node, known)
    found.sign *= inner.sign
    divisor = inner.above[0] if len(inner.above) == 1 else None
    if divisor is not None and inner.items and all(op == "*" for op, _ in inner.items):
        inner.above = []
        found.below.append(divisor)
        found.tied.append(divisor)
        found.items.append(("/", divisor))
    elif inner.sign > 0:
        found.items.append(("/", node))
        return
    inner.sign = 1
    found.items.append(("/", built(inner, known)))


def foldable(found: Product, known: Known) -> bool:
    """Whether its literals may be moved and multiplied out: kinds and dtypes stay as they are."""
    if any(not number(node) for node in (*found.above, *found.below)):
        return False
    nodes = [node for _, node in found.factors]
    if not all(steady(node, known) for node in nodes):
        return False
    return any(inexact(node, known) for node in nodes)


def built(found: Product, known: Known) -> gast.expr:
    """The expression of a product, its sign outside: `-(2 * a * b / c)`.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> real = lambda node: Value("float", shape=())
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
            items.append((op, node if waiting is None else times(waiting, node)))
            waiting = None
        elif divisor is not None:
            if node in found.tied:
                waiting = divisor
            else:
                items.append((op, divisor))
            divisor = None
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


def fold(node: gast.expr, known: Known) -> gast.expr:
    """A product with its literals folded, where nothing but rounding changes; else as it is."""
    found = None if _plain(node) else product(node, known)
    if found is None or not found.items:
        return node
    if not foldable(found, known):
        return _by_sides(node, known)
    result = built(found, known)
    if zero_dimensional(result, known) or key(result) == key(node):
        return node
    return result


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
    if sides == [node.left, node.right]:
        return node
    result: gast.expr = gast.BinOp(sides[0], node.op, sides[1])
    return minus(result) if sign < 0 else result


def leading_sign(node: gast.expr, known: Known) -> gast.expr:
    """A sign outside a product put on its first factor, as one writes it: `-a * b`.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> real = lambda node: Value("float", shape=())
    >>> gast.unparse(leading_sign(expression("-(2 * a * b)"), real))
    '-2 * a * b'
    """
    if not (isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub)):
        return node
    moved = _on_first(node.operand, known)
    return node if moved is None else moved


def _on_first(node: gast.expr, known: Known) -> gast.expr | None:
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult | gast.Div):
        left = _on_first(node.left, known)
        return None if left is None else gast.BinOp(left, node.op, node.right)
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult):
        return None
    if number(node) is not None or inexact(node, known) or known(node).kind == "int":
        return minus(node)
    return None


def negated(node: gast.expr) -> gast.expr | None:
    """What an expression is the negative of, where it starts with a sign: for `a -= b`.

    >>> from tangentgen.source.quote import expression
    >>> gast.unparse(negated(expression("-w * d_bar[i]")))
    'w * d_bar[i]'
    >>> negated(expression("w - d"))
    """
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        inner: gast.expr = node.operand
        return inner
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Mult | gast.Div):
        left = negated(node.left)
        return None if left is None else gast.BinOp(left, node.op, node.right)
    return None
