"""A product that has a name already is not computed again as a part of a longer one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from fractions import Fraction

import gast

from tangentgen.analysis.join import is_scalar
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
    >>> gast.unparse(reused(expression("y @ y_bar / b"), [named], real))
    'y @ r_bar'
    """
    if not names:
        return tree
    if isinstance(tree, gast.BinOp) and isinstance(tree.op, gast.Mult | gast.Div):
        found = product(tree, known)
        shorter = _shorter(found, names, known) or _inner(found, names, known)
        if shorter is not None:
            return reused(presented(built(shorter, known), known), names, known)
    return rebuilt(tree, lambda inner: reused(inner, names, known))


def _shorter(found: Product, names: Sequence[Given], known: Known) -> Product | None:
    if not foldable(found, known):
        return None
    for one in names:
        left = _without(found.factors, one)
        if left:
            shorter = _with(found, one, [*left, ("*", name(one.name))])
            if shorter is not None:
                return shorter
    return None


def _inner(found: Product, names: Sequence[Given], known: Known) -> Product | None:
    """`a @ b / n` with a name for `b / n`, of numbers n: `a @ name`."""
    inner = [node for op, node in found.factors if op == "*" and _is_inner(node)]
    if not inner or not foldable(found, known):
        return None
    others = [item for item in found.factors if item[1] is not inner[0]]
    last: Item = ("*", inner[0].right)
    for one in names:
        left = _without([*others, last], one)
        taken = [] if left is None else [item for item in others if item not in left]
        if left is None or last in left or not all(is_scalar(known(n)) for _, n in taken):
            continue
        product_ = gast.BinOp(inner[0].left, gast.MatMult(), name(one.name))
        shorter = _with(found, one, [*left, ("*", product_)])
        if shorter is not None:
            return shorter
    return None


def _is_inner(node: gast.expr) -> bool:
    return isinstance(node, gast.BinOp) and isinstance(node.op, gast.MatMult)


def _without(factors: Sequence[Item], one: Given) -> list[Item] | None:
    """The factors but for those of a name; None where not all of these are there."""
    left, rest = Counter(one.factors), list[Item]()
    for item in factors:
        if left[_signature(item)] > 0:
            left[_signature(item)] -= 1
        else:
            rest.append(item)
    return None if left.total() else rest


def _with(found: Product, one: Given, items: list[Item]) -> Product | None:
    """A product of these, which has the name for some of what is found."""
    ratio = found.coefficient() / one.coefficient
    number = literal(abs(ratio))
    return None if number is None else Product(1 if ratio > 0 else -1, [number], [], items)


def _signature(item: Item) -> Hashable:
    return item[0], key(item[1])
