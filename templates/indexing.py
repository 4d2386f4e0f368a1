"""Taking entries by their indices."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import shaped
from tangentgen.rules.words import Array, adjoint, linear

INDICES = [1, np.array([0, 2, 0]), np.array([[0, 1], [1, 1]])]


@adjoint(np.take, a=shaped((3,), (3, 4), (4, 3)), indices=INDICES, axis=[None, 0, -1])
def take(a: Array, indices: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """Each entry collects from every place that it was taken to."""
    if axis is None:
        flat_bar = np.zeros_like(np.ravel(a))
        np.add.at(flat_bar, indices, ans_bar)
        a_bar = np.reshape(flat_bar, np.shape(a))
    else:
        a_bar = np.zeros_like(a)
        where: Array = (slice(None),) * (axis % np.ndim(a)) + (indices,)
        np.add.at(a_bar, where, ans_bar)
    return a_bar


linear(np.take, in_="a")

ORDERS = [np.array([[0, 1, 1], [1, 0, 0]])]


@adjoint(np.take_along_axis, arr=shaped((2, 3)), indices=ORDERS, axis=[0, -1])
def take_along_axis(arr: Array, indices: Array, axis: int | None = -1, *, ans_bar: Array) -> Array:
    """Each entry collects from every place that it was taken to."""
    if axis is None:
        flat_bar = np.zeros_like(np.ravel(arr))
        np.add.at(flat_bar, indices, ans_bar)
        arr_bar = np.reshape(flat_bar, np.shape(arr))
    else:
        arr_bar = np.zeros_like(arr)
        where = list(np.ix_(*(np.arange(n) for n in np.shape(indices))))
        where[axis] = indices
        np.add.at(arr_bar, tuple(where), ans_bar)
    return arr_bar


linear(np.take_along_axis, in_="arr")


@adjoint(np.compress, condition=[np.array([True, False, True])], a=shaped((3,), (3, 2)), axis=[0])
def compress(condition: Array, a: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """What was left out gets nothing."""
    kept = np.flatnonzero(condition)
    if axis is None:
        flat_bar = np.zeros_like(np.ravel(a))
        np.add.at(flat_bar, kept, ans_bar)
        a_bar = np.reshape(flat_bar, np.shape(a))
    else:
        a_bar = np.zeros_like(a)
        where: Array = (slice(None),) * (axis % np.ndim(a)) + (kept,)
        np.add.at(a_bar, where, ans_bar)
    return a_bar


linear(np.compress, in_="a")


@adjoint(np.extract, condition=[np.array([True, False, True])], arr=shaped((3,), (1, 3)))
def extract(condition: Array, arr: Array, *, ans_bar: Array) -> Array:
    """What was left out gets nothing."""
    flat_bar = np.zeros_like(np.ravel(arr))
    np.add.at(flat_bar, np.flatnonzero(condition), ans_bar)
    arr_bar = np.reshape(flat_bar, np.shape(arr))
    return arr_bar


linear(np.extract, in_="arr")
