"""Taking entries by their indices."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal

import numpy as np

from tangentgen.rules.samples import listed, paired, shaped
from tangentgen.rules.shared import places_by_mode, sum_to_shape
from tangentgen.rules.words import Array, adjoint, linear, tangent

Mode = Literal["raise", "wrap", "clip"]

INDICES = [1, np.array([0, 2, 0]), np.array([[0, 1], [1, 1]])]


MODES: list[Mode] = ["raise", "wrap", "clip"]


@adjoint(np.take, a=shaped((3,), (3, 4), (4, 3)), indices=INDICES, axis=[None, 0, -1])
@adjoint(np.take, a=shaped((3, 4)), indices=[np.array([4, -1])], axis=[None, 0], mode=MODES)
def take(
    a: Array, indices: Array, axis: int | None = None, mode: Mode = "raise", *, ans_bar: Array
) -> Array:
    """Each entry collects from every place that it was taken to."""
    if mode == "raise":
        places = indices
    else:
        places = places_by_mode(indices, np.size(a) if axis is None else np.shape(a)[axis], mode)
    if axis is None:
        flat_bar = np.zeros_like(np.ravel(a))
        np.add.at(flat_bar, places, ans_bar)
        a_bar = np.reshape(flat_bar, np.shape(a))
    else:
        a_bar = np.zeros_like(a)
        where: Array = (slice(None),) * (axis % np.ndim(a)) + (places,)
        np.add.at(a_bar, where, ans_bar)
    return a_bar


linear(np.take, in_="a")


@adjoint(np.choose, a=[np.array([1, 0, 1])], choices=listed((3,), (3,)))
@adjoint(np.choose, a=[np.array([4, -1, 1])], choices=listed((3,), (3,)), mode=["wrap", "clip"])
def choose(
    a: Array, choices: Sequence[Array], mode: Mode = "raise", *, ans_bar: Array
) -> Sequence[Array]:
    """Each choice gets the adjoint where it is chosen."""
    count = len(choices)
    which = a if mode == "raise" else places_by_mode(a, count, mode)
    choices_bar = [
        sum_to_shape(np.where(np.asarray(which) == k, ans_bar, 0), np.shape(choices[k]))
        for k in range(count)
    ]
    return choices_bar


@tangent(np.choose)
def choose_tangent(
    a: Array, choices: Sequence[Array], mode: Mode = "raise", *, choices_dot: Sequence[Array]
) -> Array:
    """The tangent of the one that is chosen."""
    return np.choose(a, choices_dot, mode=mode)


arr_, values_ = paired(((3,), ()), ((3,), (2,)), ((2, 3), ()))


@adjoint(np.insert, arr=arr_, obj=[1, [0, 2]], values=values_, axis=[None])
@adjoint(np.insert, arr=shaped((2, 3)), obj=[1, [0, 2]], values=shaped(()), axis=[1, -1])
@adjoint(np.insert, arr=shaped((2, 3)), obj=[1, -1], values=shaped((3,)), axis=[0])
def insert(
    arr: Array, obj: Array, values: Array, axis: int | None = None, *, ans_bar: Array
) -> tuple[Array, Array]:
    """Each entry of the answer goes back to where it is from: numbers inserted in the same way
    tell that.
    """
    numbers = np.reshape(np.arange(1, np.size(values) + 1), np.shape(values))
    origin = np.insert(np.zeros(np.shape(arr), dtype=int), obj, numbers, axis=axis)
    arr_bar = np.reshape(ans_bar[origin == 0], np.shape(arr))
    flat_bar = np.zeros(np.size(values) + 1, dtype=ans_bar.dtype)
    np.add.at(flat_bar, origin, ans_bar)
    values_bar = np.reshape(flat_bar[1:], np.shape(values))
    return arr_bar, values_bar


@tangent(np.insert)
def insert_tangent(
    arr: Array,
    obj: Array,
    values: Array,
    axis: int | None = None,
    *,
    active: Set[str],
    arr_dot: Array,
    values_dot: Array,
) -> Array:
    """The tangents inserted; zeros for what is constant."""
    into = arr_dot if "arr" in active else np.zeros(np.shape(arr))
    inserted = values_dot if "values" in active else np.zeros(np.shape(values))
    return np.insert(into, obj, inserted, axis=axis)


@adjoint(np.resize, a=shaped((3,), (2, 3), (2,)), new_shape=[4, (2, 2), 2, (3, 5)])
def resize(a: Array, new_shape: int | tuple[int, ...], *, ans_bar: Array) -> Array:
    """The entries are repeated as often as they fit: each collects from every place."""
    flat_bar = np.zeros_like(np.ravel(a))
    np.add.at(flat_bar, np.resize(np.arange(np.size(a)), new_shape), ans_bar)
    a_bar = np.reshape(flat_bar, np.shape(a))
    return a_bar


linear(np.resize, in_="a")

ORDERS = [np.array([[0, 1, 1], [1, 0, 0]])]


@adjoint(np.take_along_axis, arr=shaped((2, 3)), indices=[np.array([0, 4, 4])], axis=[None])
@adjoint(np.take_along_axis, arr=shaped((2, 3)), indices=ORDERS, axis=[0, -1])
def take_along_axis(arr: Array, indices: Array, axis: int | None = -1, *, ans_bar: Array) -> Array:
    """Each entry collects from every place that it was taken to."""
    if axis is None:
        flat_bar = np.zeros(np.size(arr), dtype=np.result_type(ans_bar))
        np.add.at(flat_bar, indices, ans_bar)
        arr_bar = np.reshape(flat_bar, np.shape(arr))
    else:
        arr_bar = np.zeros(np.shape(arr), dtype=np.result_type(ans_bar))
        grids = np.ix_(*(np.arange(n) for n in np.shape(indices)))
        k = axis % np.ndim(arr)
        np.add.at(arr_bar, (*grids[:k], indices, *grids[k + 1 :]), ans_bar)
    return arr_bar


linear(np.take_along_axis, in_="arr")


@adjoint(
    np.compress, condition=[np.array([True, False, True])], a=shaped((3,), (3, 2)), axis=[0, None]
)
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
