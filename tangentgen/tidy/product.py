"""A product taken apart: sign, literals, and the factors in the order they came in."""

from __future__ import annotations

import gast

from tangentgen.tidy.known import (
    Known,
    inexact,
    may_be_huge,
    number,
    rank,
    steady,
)
from tangentgen.tidy.render import Product, built


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
