"""Sorting, searching, counting."""

from __future__ import annotations

import bisect

import numpy as np

from tangentgen.rules.samples import full_grids, shaped, tied
from tangentgen.rules.shared import shared_among_equals
from tangentgen.rules.words import Array, adjoint, constant, tangent


@adjoint(np.sort, a=tied, axis=[-1, None])
@adjoint(np.sort, a=full_grids, axis=[-1, 0, None])
def sort(
    a: Array,
    axis: int | None = -1,
    kind: str | None = None,
    *,
    stable: bool | None = None,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """What was moved moves back; equal entries share."""
    if axis is None:
        shared = shared_among_equals(ans, ans_bar, -1)
        a_bar = np.reshape(shared[np.argsort(np.argsort(np.ravel(a)))], np.shape(a))
    else:
        shared = shared_among_equals(ans, ans_bar, axis)
        places = np.argsort(np.argsort(a, axis=axis), axis=axis)
        a_bar = np.take_along_axis(shared, places, axis)
    return a_bar


@tangent(np.sort)
def sort_tangent(
    a: Array,
    axis: int | None = -1,
    kind: str | None = None,
    *,
    stable: bool | None = None,
    ans: Array,
    a_dot: Array,
) -> Array:
    """The tangents in the new order; equal entries share."""
    if axis is None:
        moved = np.ravel(a_dot)[np.argsort(np.ravel(a))]
        return shared_among_equals(ans, moved, -1)
    moved = np.take_along_axis(a_dot, np.argsort(a, axis=axis), axis)
    return shared_among_equals(ans, moved, axis)


@adjoint(np.sort_complex, a=tied)
@adjoint(np.sort_complex, a=shaped((3,), (2, 3)))
def sort_complex(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """What was moved moves back; equal entries share."""
    shared = shared_among_equals(ans, ans_bar, -1)
    moved = np.take_along_axis(shared, np.argsort(np.argsort(a)), -1)
    a_bar = moved if np.iscomplexobj(a) else np.real(moved)
    return a_bar


@tangent(np.sort_complex)
def sort_complex_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """The tangents in the new order; equal entries share."""
    moved = np.take_along_axis(a_dot, np.argsort(a), -1)
    return shared_among_equals(ans, moved, -1) + 0j


@adjoint(np.partition, a=tied, kth=[1], axis=[-1, None])
@adjoint(np.partition, a=shaped((5,), (2, 4), (3, 2)), kth=[1, [0, 1]], axis=[-1, 0, None])
def partition(a: Array, kth: Array, axis: int | None = -1, *, ans: Array, ans_bar: Array) -> Array:
    """What was moved moves back: both are brought into one order. Equal entries share."""
    last = -1 if axis is None else axis
    flat = np.ravel(a) if axis is None else a
    order = np.argsort(ans, axis=last)
    seed = np.take_along_axis(ans_bar, order, last)
    shared = shared_among_equals(np.take_along_axis(ans, order, last), seed, last)
    places = np.argsort(np.argsort(flat, axis=last), axis=last)
    a_bar = np.reshape(np.take_along_axis(shared, places, last), np.shape(a))
    return a_bar


@tangent(np.partition)
def partition_tangent(
    a: Array, kth: Array, axis: int | None = -1, *, ans: Array, a_dot: Array
) -> Array:
    """The tangents in the new order; equal entries share."""
    last = -1 if axis is None else axis
    flat, flat_dot = (np.ravel(a), np.ravel(a_dot)) if axis is None else (a, a_dot)
    moved = np.take_along_axis(flat_dot, np.argsort(flat, axis=last), last)
    order = np.argsort(ans, axis=last)
    shared = shared_among_equals(np.take_along_axis(ans, order, last), moved, last)
    return np.take_along_axis(shared, np.argsort(order, axis=last), last)


@adjoint(np.trim_zeros, filt=shaped((3,), (4,)), trim=["fb", "f"])
def trim_zeros(filt: Array, trim: str = "fb", *, ans: Array, ans_bar: Array) -> Array:
    """What was cut off gets nothing."""
    if np.ndim(filt) != 1:
        raise NotImplementedError("np.trim_zeros of several axes")
    filt_bar = np.zeros_like(filt)
    start = np.argmax(filt != 0) if "f" in trim.lower() else 0
    filt_bar[start : start + np.size(ans)] = ans_bar
    return filt_bar


@tangent(np.trim_zeros)
def trim_zeros_tangent(filt: Array, trim: str = "fb", *, ans: Array, filt_dot: Array) -> Array:
    """What was cut off is left out."""
    if np.ndim(filt) != 1:
        raise NotImplementedError("np.trim_zeros of several axes")
    start = np.argmax(filt != 0) if "f" in trim.lower() else 0
    return filt_dot[start : start + np.size(ans)]


constant(bisect.bisect_left, bisect.bisect_right, why="integer")
constant(
    *(np.argsort, np.lexsort, np.argpartition, np.searchsorted, np.digitize, np.nonzero),
    *(np.flatnonzero, np.argwhere, np.count_nonzero, np.unravel_index, np.ravel_multi_index),
    why="integer",
)
