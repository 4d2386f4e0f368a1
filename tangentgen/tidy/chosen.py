"""What goes one way of a `np.where`, and what goes the other, is chosen between.

r * np.where(small, y_bar, 0) + d * np.where(small, 0, y_bar)
becomes
np.where(small, r * y_bar, d * y_bar)
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import gast

from tangentgen.source.match import key, match
from tangentgen.source.quote import expression
from tangentgen.tidy.known import Known, function_of, rank
from tangentgen.tidy.spread import ELEMENTWISE


def chosen(
    terms: Sequence[gast.expr], known: Known, tidied: Callable[[gast.expr], gast.expr]
) -> list[gast.expr]:
    """The terms of a sum, those of one condition that exclude each other as one.

    Where a term has no element but zeros, its other factors count no more: infinite ones
    made 0 · ∞ of it.

    >>> from tangentgen.analysis.values import Value
    >>> known = lambda node: Value("array", dtype="f8", shape=(None,))
    >>> terms = [expression(t) for t in ("-np.where(c, s, 0) / r", "y", "k * np.where(c, 0, s)")]
    >>> for term in chosen(terms, known, lambda tree: tree):
    ...     print(gast.unparse(term).strip())
    np.where(c, -s / r, k * s)
    y
    """
    out: list[gast.expr] = []
    ways: list[_Way | None] = []  # those that nothing excludes yet
    zero = gast.Constant(0, None)
    for term in terms:
        way = _way(term, known)
        found = (k for k, other in enumerate(ways) if way and other and _exclude(way, other))
        at = next(found, None)
        if way is None or at is None:
            out.append(term if way is None or not way.guarded else _where(way, zero, tidied))
            ways.append(way)
            continue
        other = ways[at]
        assert other is not None
        out[at], ways[at] = _where(other, tidied(way.value), tidied), None
    return out


@dataclass(frozen=True)
class _Way:
    condition: gast.expr
    when: bool
    value: gast.expr  # the term where the condition is `when`; zero elsewhere
    guarded: bool = False  # whether it was kept harmless where it is zero


def _where(way: _Way, other: gast.expr, tidied: Callable[[gast.expr], gast.expr]) -> gast.expr:
    """The choice between a way and what is there otherwise."""
    sides = (tidied(way.value), other) if way.when else (other, tidied(way.value))
    return expression("np.where($c, $a, $b)", c=way.condition, a=sides[0], b=sides[1])


def _exclude(one: _Way, other: _Way) -> bool:
    return one.when != other.when and key(one.condition) == key(other.condition)


def _way(term: gast.expr, known: Known) -> _Way | None:
    """The way that an array goes, of which one factor is chosen or zero."""
    found = _inside(term)
    if found is None or not _has_axes(term, known):
        return None
    value = _unguarded(found.value, found)
    return replace(found, value=value, guarded=key(value) != key(found.value))


def _unguarded(tree: gast.expr, way: _Way) -> gast.expr:
    """A product without what keeps its factors harmless where it is zero: it is not asked there.

    Only of names: what is computed here might warn of what it is computed of.
    """
    match tree:
        case gast.UnaryOp(op=gast.USub(), operand=operand):
            return gast.UnaryOp(tree.op, _unguarded(operand, way))
        case gast.BinOp(left=left, op=gast.Mult(), right=right):
            return gast.BinOp(_unguarded(left, way), tree.op, _unguarded(right, way))
        case gast.BinOp(left=left, op=gast.Div(), right=right):
            return gast.BinOp(_unguarded(left, way), tree.op, right)
    form = "np.where($c, $a, $k)" if way.when else "np.where($c, $k, $a)"
    parts = match(form, tree)
    if parts is None or key(parts["c"]) != key(way.condition):
        return tree
    guard = isinstance(parts["k"], gast.Constant) and isinstance(parts["a"], gast.Name)
    return parts["a"] if guard else tree


def _has_axes(tree: gast.expr, known: Known) -> bool:
    """Whether it is an array of one axis or more: of numbers, `np.where` makes an array too."""
    if rank(tree, known):
        return True
    match tree:
        case gast.BinOp(left=left, op=op, right=right) if not isinstance(op, gast.MatMult):
            return _has_axes(left, known) or _has_axes(right, known)
        case gast.UnaryOp(operand=operand):
            return _has_axes(operand, known)
        case gast.Compare(left=left, comparators=[right]):
            return _has_axes(left, known) or _has_axes(right, known)
        case gast.Call(args=args, keywords=[]) if function_of(tree) in ELEMENTWISE:
            return any(_has_axes(argument, known) for argument in args)
    return False


def _inside(term: gast.expr) -> _Way | None:
    match term:
        case gast.UnaryOp(op=gast.USub(), operand=operand):
            found = _inside(operand)
            return found and _Way(found.condition, found.when, gast.UnaryOp(term.op, found.value))
        case gast.BinOp(left=left, op=gast.Mult() | gast.Div(), right=right):
            if (found := _inside(left)) is not None:
                value = gast.BinOp(found.value, term.op, right)
                return _Way(found.condition, found.when, value)
            if isinstance(term.op, gast.Mult) and (found := _inside(right)) is not None:
                value = gast.BinOp(left, term.op, found.value)
                return _Way(found.condition, found.when, value)
    for form, when in (("np.where($c, $a, 0)", True), ("np.where($c, 0, $a)", False)):
        if (parts := match(form, term)) is not None:
            return _Way(parts["c"], when, parts["a"])
    return None
