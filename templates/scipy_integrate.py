"""`scipy.integrate`: integrals of samples. What calls a function is with the modes."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import integrate

from tangentgen.rules.samples import Sample, number, paired, shaped
from tangentgen.rules.shared import (
    simpson_by_steps,
    sum_to_shape,
    sums_from_the_end,
    through_matrix,
)
from tangentgen.rules.words import Array, adjoint, tangent

heights, points = paired(
    ((3,), None), ((2, 3), None), ((3,), (3,)), ((3, 3), (3,)), ((2, 3), (2, 3))
)
rows_, ends_ = paired(((3,), None), ((2, 3), None), ((3,), (3,)), ((3, 3), (3,)))
step = Sample(shapes=((),) * 5, form="number", pairing=heights.pairing)
pace = Sample(shapes=((),) * 4, form="number", pairing=rows_.pairing)
places, samples = paired(
    *(((5,), (5,)), ((4,), (2, 4)), ((2, 6), (2, 6)), ((3,), (2, 3)), ((2,), (3, 2))),
    form="increasing",
)
stride = Sample(low=0.3, shapes=((),) * 5, form="number", pairing=samples.pairing)
first, columns = paired(((4,), (4, 2)), ((5,), (5, 2)), form="increasing")


@adjoint(integrate.trapezoid, y=heights, x=points, dx=[1.0, 0.5], axis=[-1, 0])
@adjoint(integrate.trapezoid, y=heights, x=points, dx=step, axis=[-1, 0])
def trapezoid(
    y: Array, x: Array = None, dx: float = 1.0, axis: int = -1, *, ans_bar: Array
) -> tuple[Array, Array, Array]:
    """An interval gives half its length to each end, and the mean height to its length."""
    seed = np.expand_dims(ans_bar, -1)
    rows = np.moveaxis(y, axis, -1)
    if x is None:
        halves = 0.5 * dx * seed
        x_bar = 0.0
        dx_bar = np.sum(ans_bar * integrate.trapezoid(y, axis=axis))
    else:
        places = x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1)
        halves = 0.5 * np.diff(places) * seed
        means = 0.5 * (rows[..., 1:] + rows[..., :-1]) * seed
        places_bar = sum_to_shape(-np.diff(means, prepend=0, append=0), np.shape(places))
        x_bar = places_bar if np.ndim(x) == 1 else np.moveaxis(places_bar, -1, axis)
        dx_bar = 0.0
    rows_bar = np.zeros_like(rows)
    rows_bar[..., 1:] += halves
    rows_bar[..., :-1] += halves
    y_bar = np.moveaxis(rows_bar, -1, axis)
    return y_bar, x_bar, dx_bar


@tangent(integrate.trapezoid)
def trapezoid_tangent(
    y: Array,
    x: Array = None,
    dx: float = 1.0,
    axis: int = -1,
    *,
    active: Set[str],
    y_dot: Array,
    x_dot: Array,
    dx_dot: Array,
) -> Array:
    """Linear in the heights, in the points, and in the step."""
    total: Array = 0
    if "y" in active:
        total = integrate.trapezoid(y_dot, x, dx, axis)
    if "x" in active:
        total = total + integrate.trapezoid(y, x_dot, dx, axis)
    if "dx" in active and x is None:
        total = total + dx_dot * integrate.trapezoid(y, axis=axis)
    return total


@adjoint(
    integrate.cumulative_trapezoid,
    y=rows_,
    x=ends_,
    dx=[1.0, 0.5],
    axis=[-1, 0],
    initial=[None, 0],
)
@adjoint(integrate.cumulative_trapezoid, y=rows_, x=ends_, dx=pace, axis=[-1, 0], initial=[None, 0])
def cumulative_trapezoid(
    y: Array,
    x: Array = None,
    dx: float = 1.0,
    axis: int = -1,
    initial: float | None = None,
    *,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """See `trapezoid`; an interval counts in every integral that ends after it."""
    if np.ndim(x) > 1:
        raise NotImplementedError("cumulative_trapezoid with several rows of points")
    seed = np.moveaxis(ans_bar, axis, -1)
    later = sums_from_the_end(seed if initial is None else seed[..., 1:], -1)
    rows = np.moveaxis(y, axis, -1)
    if x is None:
        halves = 0.5 * dx * later
        x_bar = 0.0
        dx_bar = np.sum(ans_bar * integrate.cumulative_trapezoid(y, axis=axis, initial=initial))
    else:
        halves = 0.5 * np.diff(x) * later
        means = 0.5 * (rows[..., 1:] + rows[..., :-1]) * later
        x_bar = sum_to_shape(-np.diff(means, prepend=0, append=0), np.shape(x))
        dx_bar = 0.0
    rows_bar = np.zeros_like(rows)
    rows_bar[..., 1:] += halves
    rows_bar[..., :-1] += halves
    y_bar = np.moveaxis(rows_bar, -1, axis)
    return y_bar, x_bar, dx_bar


@tangent(integrate.cumulative_trapezoid)
def cumulative_trapezoid_tangent(
    y: Array,
    x: Array = None,
    dx: float = 1.0,
    axis: int = -1,
    initial: float | None = None,
    *,
    active: Set[str],
    y_dot: Array,
    x_dot: Array,
    dx_dot: Array,
) -> Array:
    """Linear in the heights, in the points, and in the step."""
    if np.ndim(x) > 1:
        raise NotImplementedError("cumulative_trapezoid with several rows of points")
    total: Array = 0
    if "y" in active:
        total = integrate.cumulative_trapezoid(y_dot, x, dx, axis, initial)
    if "x" in active:
        total = total + integrate.cumulative_trapezoid(y, x_dot, dx, axis, initial)
    if "dx" in active and x is None:
        whole = integrate.cumulative_trapezoid(y, axis=axis, initial=initial)
        total = total + dx_dot * whole
    return total


@adjoint(integrate.simpson, y=shaped((4,), (2, 4)), dx=[1.0, 0.5], axis=[-1])
@adjoint(integrate.simpson, y=shaped((5,), (4, 2)), axis=[0])
@adjoint(integrate.simpson, y=samples, x=places)
@adjoint(integrate.simpson, y=columns, x=first, axis=[0])
@adjoint(integrate.simpson, y=shaped((4,), (2, 4)), dx=number)
@adjoint(integrate.simpson, y=shaped((4, 2)), dx=number, axis=[0])
@adjoint(integrate.simpson, y=samples, x=places, dx=stride)
def simpson(
    y: Array, x: Array = None, *, dx: float = 1.0, axis: int = -1, ans_bar: Array
) -> tuple[Array, Array, Array]:
    """Linear in the heights: each has a weight. Of the lengths of the intervals see
    `simpson_by_steps`.
    """
    rows = np.moveaxis(y, axis, -1)
    seed = np.expand_dims(ans_bar, -1)
    unit = np.eye(np.shape(rows)[-1])
    if x is None:
        y_bar = np.moveaxis(seed * integrate.simpson(unit, dx=dx), -1, axis)
        x_bar = 0.0
        dx_bar = np.sum(ans_bar * integrate.simpson(y, axis=axis))
    else:
        at = x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1)
        weights = [integrate.simpson(np.broadcast_to(e, np.shape(at)), at) for e in unit]
        y_bar = np.moveaxis(seed * np.stack(weights, axis=-1), -1, axis)
        by_steps = simpson_by_steps(rows, np.diff(at)) * seed
        at_bar = sum_to_shape(-np.diff(by_steps, prepend=0, append=0), np.shape(at))
        x_bar = at_bar if np.ndim(x) == 1 else np.moveaxis(at_bar, -1, axis)
        dx_bar = 0.0
    return y_bar, x_bar, dx_bar


@tangent(integrate.simpson)
def simpson_tangent(
    y: Array,
    x: Array = None,
    *,
    dx: float = 1.0,
    axis: int = -1,
    ans: Array,
    active: Set[str],
    y_dot: Array,
    x_dot: Array,
    dx_dot: Array,
) -> Array:
    """Linear in the heights; of the lengths of the intervals see `simpson_by_steps`."""
    ans_dot = np.zeros_like(ans)
    if "y" in active:
        ans_dot = ans_dot + integrate.simpson(y_dot, x, dx=dx, axis=axis)
    if "x" in active:
        at = x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1)
        moved = x_dot if np.ndim(x) == 1 else np.moveaxis(x_dot, axis, -1)
        by_steps = simpson_by_steps(np.moveaxis(y, axis, -1), np.diff(at))
        ans_dot = ans_dot + np.sum(by_steps * np.diff(moved), axis=-1)
    if "dx" in active and x is None:
        ans_dot = ans_dot + dx_dot * integrate.simpson(y, axis=axis)
    return ans_dot


@adjoint(integrate.romb, y=shaped((5,), (2, 3), (3, 5)), dx=[1.0, 0.5], axis=[-1])
@adjoint(integrate.romb, y=shaped((5,), (2, 3)), dx=number)
@adjoint(integrate.romb, y=shaped((5, 2)), axis=[0])
@adjoint(integrate.romb, y=shaped((5, 2)), dx=number, axis=[0])
def romb(y: Array, dx: float = 1.0, axis: int = -1, *, ans_bar: Array) -> tuple[Array, Array]:
    """Linear in the heights: each has a weight."""
    unit = np.eye(np.shape(y)[axis])
    matrix = np.reshape(integrate.romb(unit, dx), (1, -1))
    y_bar = through_matrix(matrix, np.expand_dims(ans_bar, axis), axis)
    dx_bar = np.sum(ans_bar * integrate.romb(y, axis=axis))
    return y_bar, dx_bar


@tangent(integrate.romb)
def romb_tangent(
    y: Array,
    dx: float = 1.0,
    axis: int = -1,
    *,
    active: Set[str],
    y_dot: Array,
    dx_dot: Array,
) -> Array:
    """Linear in the heights, and in the step."""
    total: Array = 0
    if "y" in active:
        total = integrate.romb(y_dot, dx, axis)
    if "dx" in active:
        total = total + dx_dot * integrate.romb(y, axis=axis)
    return total
