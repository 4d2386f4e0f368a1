"""Sorting, searching, counting."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import full_grids
from tangentgen.rules.shared import shared_among_equals
from tangentgen.rules.words import Array, adjoint, constant, tangent


@adjoint(np.sort, a=full_grids, axis=[-1, 0, None])
def sort(a: Array, axis: int | None = -1, *, ans: Array, ans_bar: Array) -> Array:
    """What was moved moves back; equal entries share."""
    if np.iscomplexobj(a):
        raise NotImplementedError("sort of complex numbers")
    if axis is None:
        shared = shared_among_equals(ans, ans_bar, -1)
        a_bar = np.reshape(shared[np.argsort(np.argsort(np.ravel(a)))], np.shape(a))
    else:
        shared = shared_among_equals(ans, ans_bar, axis)
        places = np.argsort(np.argsort(a, axis=axis), axis=axis)
        a_bar = np.take_along_axis(shared, places, axis)
    return a_bar


@tangent(np.sort)
def sort_tangent(a: Array, axis: int | None = -1, *, ans: Array, a_dot: Array) -> Array:
    """The tangents in the new order; equal entries share."""
    if np.iscomplexobj(a):
        raise NotImplementedError("sort of complex numbers")
    if axis is None:
        moved = np.ravel(a_dot)[np.argsort(np.ravel(a))]
        return shared_among_equals(ans, moved, -1)
    moved = np.take_along_axis(a_dot, np.argsort(a, axis=axis), axis)
    return shared_among_equals(ans, moved, axis)


constant(
    *(np.argsort, np.lexsort, np.argpartition, np.searchsorted, np.digitize, np.nonzero),
    *(np.flatnonzero, np.argwhere, np.count_nonzero, np.unravel_index, np.ravel_multi_index),
    why="integer",
)
