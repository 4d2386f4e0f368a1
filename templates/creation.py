"""Making arrays."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np

from tangentgen.rules.samples import (
    Sample,
    grids,
    listed,
    number,
    number_list,
    paired,
    positive_number,
    shaped,
)
from tangentgen.rules.shared import sum_to_shape
from tangentgen.rules.words import Array, adjoint, constant, linear, tangent

constant(
    *(np.zeros, np.ones, np.empty, np.eye, np.identity, np.tri),
    *(np.zeros_like, np.ones_like, np.empty_like),
    why="takes nothing from the values of its arguments",
)
constant(
    *(np.bartlett, np.blackman, np.hamming, np.hanning),
    why="takes a length",
)
constant(
    *(np.diag_indices, np.diag_indices_from, np.tril_indices_from, np.triu_indices_from),
    np.mask_indices,
    why="integer",
)
constant(np.indices, np.mgrid, np.ogrid, np.tril_indices, np.triu_indices, why="integer")
constant(np.ix_, why="of integers and booleans", of_inactive=True)


@adjoint(np.copy, np.asarray_chkfinite, a=grids)
def copy(a: Array, *, ans_bar: Array) -> Array:
    """The adjoint of a copy is the adjoint."""
    a_bar = ans_bar
    return a_bar


@adjoint(np.ascontiguousarray, np.asfortranarray, a=grids)
@adjoint(np.ascontiguousarray, np.asfortranarray, a=shaped(()))
def ascontiguousarray(a: Array, *, ans_bar: Array) -> Array:
    """The same numbers; one number becomes an array of one axis."""
    a_bar = np.reshape(ans_bar, ()) if np.ndim(a) == 0 else ans_bar
    return a_bar


@adjoint(np.array, object=shaped((), (3,), (2, 3)), ndmin=[0, 2])
@adjoint(np.array, object=grids)
def array(
    object: Array, dtype: Array = None, *, copy: bool = True, ndmin: int = 0, ans_bar: Array
) -> Array:
    """Each item of a list gets its part; `ndmin` puts axes of length 1 in front."""
    rows = ans_bar if ndmin == 0 else np.reshape(ans_bar, np.shape(object))
    object_bar = list(rows) if isinstance(object, (list, tuple)) else rows
    return object_bar


@adjoint(np.asarray, np.asanyarray, np.require, a=grids)
def asarray(a: Array, dtype: Array = None, *, ans_bar: Array) -> Array:
    """Each item of a list gets its part."""
    a_bar = list(ans_bar) if isinstance(a, (list, tuple)) else ans_bar
    return a_bar


linear(np.copy, np.ascontiguousarray, np.asfortranarray, np.asarray_chkfinite, in_="a")
linear(np.asarray, np.asanyarray, np.require, in_="a")
linear(np.array, in_="object")


@adjoint(np.full, shape=[(2, 3), 3], fill_value=shaped((), (3,)))
def full(shape: int | tuple[int, ...], fill_value: Array, *, ans_bar: Array) -> Array:
    """The one value collects from every place."""
    if np.ndim(fill_value) == 0:
        fill_value_bar = np.sum(ans_bar)
    else:
        fill_value_bar = sum_to_shape(ans_bar, np.shape(fill_value))
    return fill_value_bar


linear(np.full, in_="fill_value")


@adjoint(np.full_like, a=[np.ones((2, 3))], fill_value=shaped((), (3,)))
def full_like(a: Array, fill_value: Array, *, ans_bar: Array) -> Array:
    """The one value collects from every place; nothing is taken from the values of a."""
    if np.ndim(fill_value) == 0:
        fill_value_bar = np.sum(ans_bar)
    else:
        fill_value_bar = sum_to_shape(ans_bar, np.shape(fill_value))
    return fill_value_bar


linear(np.full_like, in_="fill_value")


ends, other_ends = paired(((), ()), ((2,), (2,)), ((), (3,)), ((2, 1), (3,)))


@adjoint(np.linspace, start=ends, stop=other_ends, num=[50, 4, 1], endpoint=[True, False])
@adjoint(np.linspace, start=ends, stop=other_ends, num=[4], axis=[0, -1])
def linspace(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    *,
    axis: int = 0,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """ans = start + t (stop - start), t from 0 to 1."""
    t = np.linspace(0, 1, num, endpoint=endpoint)
    if np.ndim(start) == 0 and np.ndim(stop) == 0:
        start_bar = np.sum((1 - t) * ans_bar)
        stop_bar = np.sum(t * ans_bar)
    else:
        seed = np.moveaxis(ans_bar, axis, -1)
        start_bar = sum_to_shape(seed @ (1 - t), np.shape(start))
        stop_bar = sum_to_shape(seed @ t, np.shape(stop))
    return start_bar, stop_bar


@tangent(np.linspace)
def linspace_tangent(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    *,
    axis: int = 0,
    ans: Array,
    start_dot: Array,
    stop_dot: Array,
) -> Array:
    """ans = start + t (stop - start), t from 0 to 1."""
    t = np.linspace(0, 1, num, endpoint=endpoint)
    if np.ndim(start) == 0 and np.ndim(stop) == 0:
        ans_dot = (1 - t) * start_dot + t * stop_dot
    else:
        shape = np.shape(np.moveaxis(ans, axis, -1))
        begins = np.expand_dims(start_dot, -1)
        stops = np.expand_dims(stop_dot, -1)
        ans_dot = np.moveaxis(np.broadcast_to((1 - t) * begins + t * stops, shape), -1, axis)
    return ans_dot


low, high = paired(((), ()), ((2,), (2,)))


@adjoint(np.logspace, start=low, stop=high, num=[50, 3], endpoint=[True, False], base=[10.0, 2.0])
def logspace(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    base: Array = 10.0,
    *,
    axis: int = 0,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """ans = base^(start + t (stop - start))  ⇒  dans = log(base) ans ((1 - t) dstart + t dstop)."""
    t = np.linspace(0, 1, num, endpoint=endpoint)
    seed = np.moveaxis(np.log(base) * ans * ans_bar, axis, -1)
    start_bar = sum_to_shape(seed @ (1 - t), np.shape(start))
    stop_bar = sum_to_shape(seed @ t, np.shape(stop))
    return start_bar, stop_bar


@tangent(np.logspace)
def logspace_tangent(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    base: Array = 10.0,
    *,
    axis: int = 0,
    ans: Array,
    active: Set[str],
    start_dot: Array,
    stop_dot: Array,
) -> Array:
    """dans = log(base) ans ((1 - t) dstart + t dstop)."""
    t = np.linspace(0, 1, num, endpoint=endpoint)
    begins = (1 - t) * np.expand_dims(start_dot, -1) if "start" in active else 0
    stops = t * np.expand_dims(stop_dot, -1) if "stop" in active else 0
    moved = np.log(base) * np.moveaxis(ans, axis, -1) * (begins + stops)
    return np.moveaxis(moved, -1, axis)


positive_low, positive_high = paired(((), ()), ((2,), (2,)), low=0.4)


@adjoint(np.geomspace, start=positive_low, stop=positive_high, num=[50, 3], endpoint=[True, False])
def geomspace(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    *,
    axis: int = 0,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """ans = start^(1 - t) stop^t  ⇒  dans = ans ((1 - t) dstart / start + t dstop / stop)."""
    t = np.linspace(0, 1, num, endpoint=endpoint)
    seed = np.moveaxis(ans * ans_bar, axis, -1)
    start_bar = sum_to_shape(seed @ (1 - t) / start, np.shape(start))
    stop_bar = sum_to_shape(seed @ t / stop, np.shape(stop))
    return start_bar, stop_bar


@tangent(np.geomspace)
def geomspace_tangent(
    start: Array,
    stop: Array,
    num: int = 50,
    endpoint: bool = True,
    *,
    axis: int = 0,
    ans: Array,
    active: Set[str],
    start_dot: Array,
    stop_dot: Array,
) -> Array:
    """dans = ans ((1 - t) dstart / start + t dstop / stop)."""
    t = np.linspace(0, 1, num, endpoint=endpoint)
    begins = (1 - t) * np.expand_dims(start_dot / start, -1) if "start" in active else 0
    stops = t * np.expand_dims(stop_dot / stop, -1) if "stop" in active else 0
    return np.moveaxis(np.moveaxis(ans, axis, -1) * (begins + stops), -1, axis)


@adjoint(np.vander, x=shaped((3,)), N=[3, 1, None], increasing=[False, True])
def vander(x: Array, N: int | None = None, increasing: bool = False, *, ans_bar: Array) -> Array:
    """d xᵖ = p xᵖ⁻¹ dx in each column."""
    count = np.size(x) if N is None else N
    p = np.arange(count) if increasing else np.arange(count)[::-1]
    x_bar = np.sum(p * x[:, None] ** np.maximum(p - 1, 0) * ans_bar, axis=1)
    return x_bar


@tangent(np.vander)
def vander_tangent(
    x: Array, N: int | None = None, increasing: bool = False, *, x_dot: Array
) -> Array:
    """d xᵖ = p xᵖ⁻¹ dx in each column."""
    count = np.size(x) if N is None else N
    p = np.arange(count) if increasing else np.arange(count)[::-1]
    return p * x[:, None] ** np.maximum(p - 1, 0) * x_dot[:, None]


@adjoint(np.meshgrid, xi=listed((3,), (2,), (4,)), indexing=["xy", "ij"])
@adjoint(np.meshgrid, xi=listed((3,), ()))
@adjoint(np.meshgrid, xi=listed((3,), (2,)), sparse=[False, True], indexing=["xy", "ij"])
def meshgrid(
    *xi: Array, copy: bool = True, sparse: bool = False, indexing: str = "xy", ans_bar: list[Array]
) -> list[Array]:
    """Each vector runs along one axis of its grid; the first two change places in "xy"."""
    first = [1, 0] if indexing == "xy" and len(xi) > 1 else [0, 1]
    order = (first + list(range(2, len(xi))))[: len(xi)]
    xi_bar = [
        np.reshape(
            np.sum(ans_bar[i], axis=tuple(k for k in range(len(xi)) if k != order[i])),
            np.shape(xi[i]),
        )
        for i in range(len(xi))
    ]
    return xi_bar


linear(np.meshgrid, in_="xi")

far_number = Sample(low=5.1, high=5.2, shapes=((),), form="number")


@adjoint(np.arange, start=number, stop=far_number, step=positive_number)
def arange(
    start: float, stop: float | None = None, step: float = 1, *, ans_bar: Array
) -> tuple[float, float, float]:
    """ansₖ = start + k step; how many there are is constant, and a lone argument is the stop."""
    start_bar = 0.0 if stop is None else np.sum(ans_bar)
    stop_bar = 0.0
    step_bar = np.sum(np.arange(np.size(ans_bar)) * ans_bar)
    return start_bar, stop_bar, step_bar


@tangent(np.arange)
def arange_tangent(
    start: float,
    stop: float | None = None,
    step: float = 1,
    *,
    ans: Array,
    start_dot: float,
    stop_dot: float,
    step_dot: float,
) -> Array:
    """ansₖ = start + k step; how many there are is constant, and a lone argument is the stop."""
    first_dot = np.zeros_like(ans) if stop is None else np.full_like(ans, start_dot)
    return first_dot + step_dot * np.arange(np.size(ans))


@adjoint(np.fromiter, iter=number_list, dtype=["f8"])
def fromiter(iter: Sequence[float], dtype: Array, count: int = -1, *, ans_bar: Array) -> Array:
    """Each item of a list gets its part."""
    if count != -1:
        raise NotImplementedError("np.fromiter with a count")
    iter_bar = list(ans_bar)
    return iter_bar


@tangent(np.fromiter)
def fromiter_tangent(
    iter: Sequence[float], dtype: Array, count: int = -1, *, iter_dot: Sequence[float]
) -> Array:
    """The tangents of the items."""
    return np.asarray(iter_dot, dtype)
