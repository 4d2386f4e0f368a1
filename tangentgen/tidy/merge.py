"""Sums of contributions: equal ones counted, common factors taken out, signs made differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Hashable, Sequence
from fractions import Fraction

import gast

from tangentgen.source.match import key
from tangentgen.tidy.known import Known, binary, inexact, literal, number, repeatable
from tangentgen.tidy.product import foldable, product
from tangentgen.tidy.render import Item, Product, built
from tangentgen.tidy.signs import negated

Terms = list[Product]


def summed(terms: Sequence[gast.expr], known: Known) -> gast.expr:
    """The sum of expressions, as one would write it.

    >>> from tangentgen.analysis.values import Value
    >>> from tangentgen.source.quote import expression
    >>> real = lambda node: Value("float", shape=())
    >>> quoted = [expression(t) for t in ("a * dx", "-(b * y * dx)", "c")]
    >>> gast.unparse(summed(quoted, real))
    '(a - b * y) * dx + c'
    >>> gast.unparse(summed([expression("y * z_bar"), expression("y * z_bar")], real))
    '2 * y * z_bar'
    """
    apart = [p for term in terms for p in _opened(term, known)]
    if not all(_settled(term, known) for term in apart):
        # In another order a Boolean and a literal would make an integer first, then a double.
        return difference([_term(term, known) for term in terms], known, movable=False)
    fewer = counted(apart, known)
    if len(fewer) == len(apart) > len(terms):
        fewer = counted([_term(term, known) for term in terms], known)
    return difference(grouped(fewer, known), known)


def _opened(node: gast.expr, known: Known) -> Terms:
    """The terms of a sum."""
    if isinstance(node, gast.BinOp) and isinstance(node.op, gast.Add | gast.Sub):
        right = _opened(node.right, known)
        if isinstance(node.op, gast.Sub):
            right = [p.negative() for p in right]
        return [*_opened(node.left, known), *right]
    if isinstance(node, gast.UnaryOp) and isinstance(node.op, gast.USub):
        inner = _opened(node.operand, known)
        if len(inner) > 1:
            return [p.negative() for p in inner]
    return [_term(node, known)]


def _term(node: gast.expr, known: Known) -> Product:
    """The factors of a term; of one whose literals must stay in place, the sign alone."""
    found = product(node, known)
    if foldable(found, known) or number(node) is not None:
        return found
    bare = negated(node) if isinstance(node, gast.UnaryOp) else None
    if bare is None or not inexact(bare, known):
        return Product(1, [], [], [("*", node)], mergeable=False)
    return Product(-1, [], [], [("*", bare)], mergeable=False)


def signature(term: Product) -> Hashable:
    """Equal for terms that differ in sign, literals and the order of their factors only."""
    return frozenset(Counter((op, key(node)) for op, node in term.factors).items())


def counted(terms: Terms, known: Known) -> Terms:
    """Equal terms as one with a larger literal; `x - x` stays, for it may be NaN."""
    places: dict[Hashable, int] = {}
    result: Terms = []
    for term in terms:
        place = places.get(signature(term)) if _mergeable(term, known) else None
        if place is None:
            if _mergeable(term, known):
                places[signature(term)] = len(result)
            result.append(term)
            continue
        total = _multiple(term, result[place].coefficient() + term.coefficient())
        if total is None:
            result.append(term)
        else:
            result[place] = total
    return result


def _mergeable(term: Product, known: Known) -> bool:
    if term.mergeable is None:
        # Integers alone are added too: 1 + 1 in front of what they multiply.
        counts = not term.items and all(type(getattr(n, "value", 0)) is int for n in term.above)
        safe = all(repeatable(node) for _, node in term.items)
        term.mergeable = safe and (counts or (bool(term.items) and foldable(term, known)))
    return term.mergeable


def _multiple(term: Product, coefficient: Fraction) -> Product | None:
    if coefficient == 0:
        return None
    above = literal(abs(coefficient))
    if above is not None:
        return Product(1 if coefficient > 0 else -1, [above], [], term.factors)
    top, bottom = (
        literal(Fraction(abs(coefficient.numerator))),
        literal(Fraction(coefficient.denominator)),
    )
    if top is None or bottom is None:
        return None
    items: list[Item] = [*term.factors, ("/", bottom)]
    return Product(1 if coefficient > 0 else -1, [top], [bottom], items)


def grouped(terms: Terms, known: Known) -> Terms:
    """Terms that end in the same factor as one: `a * dx - b * dx` is `(a - b) * dx`."""
    tails: dict[Hashable, list[int]] = {}
    for index, term in enumerate(terms):
        if term.factors and term.items[-1] in term.factors and _mergeable(term, known):
            op, node = term.items[-1]
            tails.setdefault((op, key(node)), []).append(index)
    result: list[Product | None] = list(terms)
    for members in tails.values():
        if len(members) < 2:
            continue
        common = _common([terms[i] for i in members], known)
        if common is not None:
            result[members[0]] = common
            for index in members[1:]:
                result[index] = None
    return [term for term in result if term is not None]


def _common(terms: Terms, known: Known) -> Product | None:
    """One product of several that end alike; None where what is left is no better."""
    tail = _alike([[*reversed(t.items)] for t in terms])
    items = [t.items[: len(t.items) - len(tail)] for t in terms]
    head = [item for item in _alike(items) if item[0] == "*"]
    head = head if len(head) == len(_alike(items)) else []
    rest = [
        Product(t.sign, t.above, _left(t.below, i), i[len(head) :], t.tied)
        for t, i in zip(terms, items, strict=True)
    ]
    if not any(t.items for t in rest):
        return None  # only literals are left, which `counted` did not add up
    if all(op == "/" for op, _ in [*tail, *head]) and any(not t.items for t in rest):
        return None  # 1 / a is no product of a factor
    sign, factor = _shared_number(rest)
    if factor is not None:
        rest = [Product(t.sign * sign, [], t.below, t.items, t.tied) for t in rest]
    elif sign < 0:
        rest = [t.negative() for t in rest]
    bare = [built(term, known) for term in rest]
    inside = summed(bare, known)
    above = [] if factor is None else [factor]
    return Product(sign, above, [], [*head, ("*", inside), *reversed(tail)])


def _left(below: list[gast.expr], items: list[Item]) -> list[gast.expr]:
    """The literal divisors that are still there, where others are at the end of all terms."""
    kept = [node for _, node in items]
    return [node for node in below if node in kept]


def _alike(lists: list[list[Item]]) -> list[Item]:
    """The items that all lists begin with."""
    found = []
    for items in zip(*lists, strict=False):
        if len({(op, key(node)) for op, node in items}) > 1:
            break
        found.append(items[0])
    return found


def _shared_number(terms: Terms) -> tuple[int, gast.expr | None]:
    """The sign that all terms have, and the literal."""
    sign = -1 if all(t.sign < 0 for t in terms) else 1
    first = terms[0].above
    if len(first) != 1 or any(t.below for t in terms):
        return sign, None
    alike = all(len(t.above) == 1 and key(t.above[0]) == key(first[0]) for t in terms)
    return sign, first[0] if alike else None


def _settled(term: Product, known: Known) -> bool:
    """Whether it may be added in any order with no other dtype."""
    return not term.items or any(inexact(node, known) for _, node in term.items)


def difference(terms: Terms, known: Known, movable: bool = True) -> gast.expr:
    """The terms added up, a positive one first, negative ones subtracted."""
    first = next((i for i, t in enumerate(terms) if t.sign > 0), 0)
    movable = movable and all(repeatable(node) for t in terms[: first + 1] for _, node in t.items)
    ordered = [terms[first], *terms[:first], *terms[first + 1 :]] if movable else terms
    total: gast.expr | None = None
    for term in ordered:
        if total is None:
            total = built(term, known)
        else:
            bare = built(term if term.sign > 0 else term.negative(), known)
            total = binary(total, gast.Add if term.sign > 0 else gast.Sub, bare)
    if total is None:
        raise ValueError("a sum of nothing")
    return total
