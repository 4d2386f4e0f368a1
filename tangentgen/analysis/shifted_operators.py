"""Operators of what a maximum shifts: sums of shifts, and products of their exponentials."""

from __future__ import annotations

from fractions import Fraction

import gast

from tangentgen.analysis.join import is_scalar
from tangentgen.analysis.shifted import Shifted
from tangentgen.analysis.shifts import Unproved, Weight, unit_of, weight
from tangentgen.rules.static import value_of


def operation(
    shift: Shifted, node: gast.BinOp, left: Weight | None, right: Weight | None
) -> Weight | None:
    if left is None and right is None:
        return None
    if shift.axis is not None:
        _aligned(shift, node, left, right)
    along = all(w is None or w.along for w in (left, right))
    unit = unit_of(left, right)
    match node.op:
        case gast.Add() | gast.Sub():
            if left is not None and right is not None and left.multiplies and right.multiplies:
                if left.k != right.k:
                    raise Unproved
                return left
            if any(w is not None and w.multiplies for w in (left, right)):
                raise Unproved
            sign = 1 if isinstance(node.op, gast.Add) else -1
            return weight(
                (left.k if left else 0) + sign * (right.k if right else 0), False, along, unit
            )
        case gast.Mult() | gast.Div():
            for one, other in ((left, node.right), (right, node.left)):
                if one is not None and not one.multiplies:
                    factor = value_of(other)
                    wrong = isinstance(node.op, gast.Div) and one is right
                    if not wrong and _is_number(shift, other):
                        return one.times(other.id, 1 if isinstance(node.op, gast.Mult) else -1)
                    if wrong or not isinstance(factor, int | float) or not factor:
                        raise Unproved
                    exact = Fraction(factor)
                    k = one.k * exact if isinstance(node.op, gast.Mult) else one.k / exact
                    return weight(k, False, along, unit)
            sign = 1 if isinstance(node.op, gast.Mult) else -1
            return weight(
                (left.k if left else 0) + sign * (right.k if right else 0), True, along, unit
            )
        case gast.MatMult() if shift.axis is None and left is not None and right is None:
            if left.multiplies:
                return left
        case gast.MatMult() if left is not None and right is None and left.multiplies:
            last = left.along and shift.axis == shift.rank - 1 and shift.rank == 2
            if last and shift.facts.value(node.right).rank == 2:
                return left
    raise Unproved


def _is_number(shift: Shifted, node: gast.expr) -> bool:
    """Whether a factor is one number that is the same wherever it is read."""
    if not isinstance(node, gast.Name) or node.id not in shift.fixed:
        return False
    return shift.names.get(node.id) is None and is_scalar(shift.facts.value(node))


def _aligned(shift: Shifted, node: gast.BinOp, left: Weight | None, right: Weight | None) -> None:
    """That broadcasting leaves the axis of the maximum where it is."""
    weights = [w for w in (left, right) if w is not None]
    if any(w.along != weights[0].along for w in weights):
        raise Unproved
    rank = shift.rank if weights[0].along else shift.rank - 1
    if shift.facts.value(node).rank != rank:
        raise Unproved
    for side, found in ((node.left, left), (node.right, right)):
        own = shift.facts.value(side).rank
        if own is None or (found is not None and own != rank):
            raise Unproved
