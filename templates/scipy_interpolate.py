"""`scipy.interpolate`: splines, of their data and of the points where they are evaluated.

A spline is linear in its data: its basis is the spline of the unit vectors.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import interpolate

from tangentgen.language.operands import (
    cubic_spline,
    interpolating_spline,
    spline_at,
    spline_of_coefficients,
)
from tangentgen.rules.samples import Sample
from tangentgen.rules.shared import sums_over_points
from tangentgen.rules.words import Array, adjoint, tangent

KNOTS = np.array([0.0, 0.5, 1.0, 2.0, 3.0, 3.5])
SPLINE = interpolate.CubicSpline(KNOTS, np.sin(KNOTS))
inside = Sample(low=0.6, high=2.9, shapes=((), (2,), (2, 2)), form="real")
heights = Sample(shapes=((6,), (6, 2)), form="real")
factors = Sample(shapes=((4,), (4, 2)), form="real")
Order = int


@adjoint(spline_at, spline=[SPLINE], at=inside, nu=[0, 1])
def spline_at_(spline: Array, at: Array, nu: Order = 0, *, ans_bar: Array) -> Array:
    """Its derivative at the points, summed over the components."""
    at_bar = np.reshape(spline(at, nu + 1) * ans_bar, (*np.shape(at), -1)).sum(axis=-1)
    return at_bar


@tangent(spline_at)
def spline_at_tangent(spline: Array, at: Array, nu: Order = 0, *, at_dot: Array) -> Array:
    """Its derivative at the points."""
    slopes = spline(at, nu + 1)
    return slopes * np.reshape(at_dot, np.shape(at_dot) + (1,) * (np.ndim(slopes) - np.ndim(at)))


@adjoint(cubic_spline, x=[KNOTS], y=heights, at=inside, nu=[1])
@adjoint(cubic_spline, x=[KNOTS], y=heights, at=inside, bc_type=["not-a-knot", "natural"])
def cubic_spline_(
    x: Array,
    y: Array,
    at: Array,
    nu: Order = 0,
    bc_type: str = "not-a-knot",
    *,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Linear in y, and its derivative at the points."""
    if "y" in active:
        basis = interpolate.CubicSpline(x, np.eye(len(x)), bc_type=bc_type)(at, nu)
        y_bar = sums_over_points(basis, ans_bar, np.ndim(at))
    else:
        y_bar = np.zeros_like(y)
    if "at" in active:
        slopes = interpolate.CubicSpline(x, y, bc_type=bc_type)(at, nu + 1)
        at_bar = np.reshape(slopes * ans_bar, (*np.shape(at), -1)).sum(axis=-1)
    else:
        at_bar = np.zeros_like(at)
    return y_bar, at_bar


@tangent(cubic_spline)
def cubic_spline_tangent(
    x: Array,
    y: Array,
    at: Array,
    nu: Order = 0,
    bc_type: str = "not-a-knot",
    *,
    active: Set[str],
    y_dot: Array,
    at_dot: Array,
) -> Array:
    """The spline of the tangent, and its derivative at the points."""
    total: Array = 0
    if "y" in active:
        total = interpolate.CubicSpline(x, y_dot, bc_type=bc_type)(at, nu)
    if "at" in active:
        slopes = interpolate.CubicSpline(x, y, bc_type=bc_type)(at, nu + 1)
        new = (1,) * (np.ndim(slopes) - np.ndim(at))
        total = total + slopes * np.reshape(at_dot, np.shape(at_dot) + new)
    return total


@adjoint(interpolating_spline, x=[KNOTS], y=heights, at=inside, nu=[0, 1], k=[3, 5])
def interpolating_spline_(
    x: Array,
    y: Array,
    at: Array,
    nu: Order = 0,
    k: int = 3,
    *,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Linear in y, and its derivative at the points."""
    if "y" in active:
        basis = interpolate.make_interp_spline(x, np.eye(len(x)), k=k)(at, nu)
        y_bar = sums_over_points(basis, ans_bar, np.ndim(at))
    else:
        y_bar = np.zeros_like(y)
    if "at" in active:
        slopes = interpolate.make_interp_spline(x, y, k=k)(at, nu + 1)
        at_bar = np.reshape(slopes * ans_bar, (*np.shape(at), -1)).sum(axis=-1)
    else:
        at_bar = np.zeros_like(at)
    return y_bar, at_bar


@tangent(interpolating_spline)
def interpolating_spline_tangent(
    x: Array,
    y: Array,
    at: Array,
    nu: Order = 0,
    k: int = 3,
    *,
    active: Set[str],
    y_dot: Array,
    at_dot: Array,
) -> Array:
    """The spline of the tangent, and its derivative at the points."""
    total: Array = 0
    if "y" in active:
        total = interpolate.make_interp_spline(x, y_dot, k=k)(at, nu)
    if "at" in active:
        slopes = interpolate.make_interp_spline(x, y, k=k)(at, nu + 1)
        new = (1,) * (np.ndim(slopes) - np.ndim(at))
        total = total + slopes * np.reshape(at_dot, np.shape(at_dot) + new)
    return total


@adjoint(spline_of_coefficients, t=[np.arange(8.0) - 2.0], c=factors, k=[3], at=inside, nu=[0, 1])
def spline_of_coefficients_(
    t: Array,
    c: Array,
    k: int,
    at: Array,
    nu: Order = 0,
    *,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Linear in c, and its derivative at the points."""
    if "c" in active:
        basis = interpolate.BSpline(t, np.eye(len(c)), k)(at, nu)
        c_bar = sums_over_points(basis, ans_bar, np.ndim(at))
    else:
        c_bar = np.zeros_like(c)
    if "at" in active:
        slopes = interpolate.BSpline(t, c, k)(at, nu + 1)
        at_bar = np.reshape(slopes * ans_bar, (*np.shape(at), -1)).sum(axis=-1)
    else:
        at_bar = np.zeros_like(at)
    return c_bar, at_bar


@tangent(spline_of_coefficients)
def spline_of_coefficients_tangent(
    t: Array,
    c: Array,
    k: int,
    at: Array,
    nu: Order = 0,
    *,
    active: Set[str],
    c_dot: Array,
    at_dot: Array,
) -> Array:
    """The spline of the tangent, and its derivative at the points."""
    total: Array = 0
    if "c" in active:
        total = interpolate.BSpline(t, c_dot, k)(at, nu)
    if "at" in active:
        slopes = interpolate.BSpline(t, c, k)(at, nu + 1)
        new = (1,) * (np.ndim(slopes) - np.ndim(at))
        total = total + slopes * np.reshape(at_dot, np.shape(at_dot) + new)
    return total
