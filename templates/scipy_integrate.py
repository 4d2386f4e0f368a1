"""`scipy.integrate`: integrals of samples. What calls a function is with the modes."""

from __future__ import annotations

import numpy as np
from scipy import integrate

from tangentgen.rules.samples import paired, shaped
from tangentgen.rules.shared import sum_to_shape, sums_from_the_end, through_matrix
from tangentgen.rules.words import Array, adjoint, linear, tangent

heights, points = paired(
    ((3,), None), ((2, 3), None), ((3,), (3,)), ((3, 3), (3,)), ((2, 3), (2, 3))
)
rows_, ends_ = paired(((3,), None), ((2, 3), None), ((3,), (3,)), ((3, 3), (3,)))
POINTS = [np.array([0.0, 1.0, 1.5, 3.0]), None]


@adjoint(integrate.trapezoid, y=heights, x=points, dx=[1.0, 0.5], axis=[-1, 0])
def trapezoid(
    y: Array, x: Array = None, dx: float = 1.0, axis: int = -1, *, ans_bar: Array
) -> tuple[Array, Array]:
    """An interval gives half its length to each end, and the mean height to its length."""
    seed = np.expand_dims(ans_bar, -1)
    rows = np.moveaxis(y, axis, -1)
    if x is None:
        halves = 0.5 * dx * seed
        x_bar = 0.0
    else:
        places = x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1)
        halves = 0.5 * np.diff(places) * seed
        means = 0.5 * (rows[..., 1:] + rows[..., :-1]) * seed
        places_bar = sum_to_shape(-np.diff(means, prepend=0, append=0), np.shape(places))
        x_bar = places_bar if np.ndim(x) == 1 else np.moveaxis(places_bar, -1, axis)
    rows_bar = np.zeros_like(rows)
    rows_bar[..., 1:] += halves
    rows_bar[..., :-1] += halves
    y_bar = np.moveaxis(rows_bar, -1, axis)
    return y_bar, x_bar


linear(integrate.trapezoid, in_=("y", "x"))


@adjoint(
    integrate.cumulative_trapezoid,
    y=rows_,
    x=ends_,
    dx=[1.0, 0.5],
    axis=[-1, 0],
    initial=[None, 0],
)
def cumulative_trapezoid(
    y: Array,
    x: Array = None,
    dx: float = 1.0,
    axis: int = -1,
    initial: float | None = None,
    *,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """See `trapezoid`; an interval counts in every integral that ends after it."""
    if np.ndim(x) > 1:
        raise NotImplementedError("cumulative_trapezoid with several rows of points")
    seed = np.moveaxis(ans_bar, axis, -1)
    later = sums_from_the_end(seed if initial is None else seed[..., 1:], -1)
    rows = np.moveaxis(y, axis, -1)
    if x is None:
        halves = 0.5 * dx * later
        x_bar = 0.0
    else:
        halves = 0.5 * np.diff(x) * later
        means = 0.5 * (rows[..., 1:] + rows[..., :-1]) * later
        x_bar = sum_to_shape(-np.diff(means, prepend=0, append=0), np.shape(x))
    rows_bar = np.zeros_like(rows)
    rows_bar[..., 1:] += halves
    rows_bar[..., :-1] += halves
    y_bar = np.moveaxis(rows_bar, -1, axis)
    return y_bar, x_bar


@tangent(integrate.cumulative_trapezoid)
def cumulative_trapezoid_tangent(
    y: Array,
    x: Array = None,
    dx: float = 1.0,
    axis: int = -1,
    initial: float | None = None,
    *,
    y_dot: Array,
    x_dot: Array,
) -> Array:
    """Linear in the heights, and in the points."""
    if np.ndim(x) > 1:
        raise NotImplementedError("cumulative_trapezoid with several rows of points")
    if x is None:
        return integrate.cumulative_trapezoid(y_dot, None, dx, axis, initial)
    heights_dot = np.broadcast_to(y_dot, np.shape(y))
    first = integrate.cumulative_trapezoid(heights_dot, x, dx, axis, initial)
    moved = np.broadcast_to(x_dot, np.shape(x))
    return first + integrate.cumulative_trapezoid(y, moved, dx, axis, initial)


@adjoint(integrate.simpson, y=shaped((4,), (2, 4)), x=POINTS, dx=[1.0, 0.5], axis=[-1])
@adjoint(integrate.simpson, y=shaped((5,), (4, 2)), axis=[0])
def simpson(y: Array, x: Array = None, *, dx: float = 1.0, axis: int = -1, ans_bar: Array) -> Array:
    """Linear in the heights: each has a weight."""
    if np.ndim(x) > 1:
        raise NotImplementedError("simpson with several rows of points")
    unit = np.eye(np.shape(y)[axis])
    matrix = np.reshape(integrate.simpson(unit, x, dx=dx), (1, -1))
    y_bar = through_matrix(matrix, np.expand_dims(ans_bar, axis), axis)
    return y_bar


linear(integrate.simpson, in_="y")


@adjoint(integrate.romb, y=shaped((5,), (2, 3), (3, 5)), dx=[1.0, 0.5], axis=[-1])
@adjoint(integrate.romb, y=shaped((5, 2)), axis=[0])
def romb(y: Array, dx: float = 1.0, axis: int = -1, *, ans_bar: Array) -> Array:
    """Linear in the heights: each has a weight."""
    unit = np.eye(np.shape(y)[axis])
    matrix = np.reshape(integrate.romb(unit, dx), (1, -1))
    y_bar = through_matrix(matrix, np.expand_dims(ans_bar, axis), axis)
    return y_bar


linear(integrate.romb, in_="y")
