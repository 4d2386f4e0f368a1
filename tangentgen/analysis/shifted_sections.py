"""Sections of what a maximum along an axis shifts."""

from __future__ import annotations

from dataclasses import replace

import gast
import numpy as np

from tangentgen.analysis.shifted import Shifted, check_free
from tangentgen.analysis.shifts import Unproved, Weight
from tangentgen.language import core
from tangentgen.language.resolve import target_names
from tangentgen.rules.static import value_of


def selected(shift: Shifted, node: gast.Subscript, inner: Weight) -> Weight:
    """`m[:, None]`, which puts the axis back; `z[np.arange(n), labels]`, which uses it up."""
    if shift.axis is None:
        check_free(shift, node.slice)
        return inner
    if shift.rank != 2 or shift.axis != 1 or not isinstance(node.slice, gast.Tuple):
        raise Unproved
    first, *rest = node.slice.elts
    if len(rest) != 1:
        raise Unproved
    whole = isinstance(first, gast.Slice) and not (first.lower or first.upper or first.step)
    if whole and not inner.along and value_of(rest[0]) is None:
        return replace(inner, along=True)
    rows = isinstance(first, gast.Name) and shift.facts.value(rest[0]).rank == 1
    if inner.along and rows and _counts_rows(shift, first, node.value):
        return replace(inner, along=False)
    raise Unproved


def _counts_rows(shift: Shifted, name: gast.Name, array: gast.expr) -> bool:
    """Whether a variable is `np.arange(n)` of an array's n rows."""
    bound = [
        s
        for s in core.walk(shift.facts.tree.body)
        if name.id in target_names(getattr(s, "target", gast.Constant(0, None)))
    ]
    match bound:
        case [core.Assign(target=gast.Name(), value=gast.Call(args=[_], keywords=[]) as made)]:
            rows, shape = shift.facts.value(name).shape, shift.facts.value(array).shape
            if shift.facts.value(made.func).constant is not np.arange or not shape or not rows:
                return False
            shift.world.agree(rows[0], shape[0])
            return len(rows) == 1 and shift.world.proved_equal(rows[0], shape[0])
    return False
