"""A product that has a name already is not computed again as a part of a longer one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import gast

from tangentgen.source.match import key
from tangentgen.source.quote import name
from tangentgen.source.rebuild import rebuilt
from tangentgen.tidy.known import Known, literal, repeatable
from tangentgen.tidy.product import foldable, product
from tangentgen.tidy.render import Item, Product, built
from tangentgen.tidy.signs import presented


@dataclass(frozen=True)
class Given:
    """A name and the factors of what it stands for."""

    name: str
    coefficient: Fraction
    factors: Counter[Hashable]
    divides: bool  # whether there is a quotient in it


def given(target: str, value: gast.expr, known: Known) -> Given | None:
    """What may be found in longer products; None of what is no product of two or more."""
    found = product(value, known)
    if len(found.factors) < 2 or not foldable(found, known):
        return None
    if not all(repeatable(node) for _, node in found.items):
        return None
    divides = any(op == "/" for op, _ in found.factors)
    return Given(target, found.coefficient(), Counter(map(_signature, found.factors)), divides)


def reused(tree: gast.expr, names: Sequence[Given], known: Known) -> gast.expr:
    """The expression with what has a name called by it.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> real = lambda node: Value("float", shape=())
    >>> named = given("r_bar", expression("y_bar / b"), real)
    >>> gast.unparse(reused(expression("-y / b * y_bar"), [named], real))
    '-y * r_bar'
    """
    if not names:
        return tree
    if isinstance(tree, gast.BinOp) and isinstance(tree.op, gast.Mult | gast.Div):
        shorter = _shorter(product(tree, known), names, known)
        if shorter is not None:
            return reused(presented(built(shorter, known), known), names, known)
    return rebuilt(tree, lambda inner: reused(inner, names, known))


def _shorter(found: Product, names: Sequence[Given], known: Known) -> Product | None:
    if not foldable(found, known):
        return None
    factors = Counter(map(_signature, found.factors))
    for one in names:
        if one.factors <= factors and len(found.factors) > sum(one.factors.values()):
            ratio = found.coefficient() / one.coefficient
            number = literal(abs(ratio))
            if number is None:
                continue
            left = Counter(one.factors)
            items: list[Item] = []
            for item in found.factors:
                if left[_signature(item)] > 0:
                    left[_signature(item)] -= 1
                else:
                    items.append(item)
            items.append(("*", name(one.name)))
            return Product(1 if ratio > 0 else -1, [number], [], items)
    return None


def _signature(item: Item) -> Hashable:
    return item[0], key(item[1])
