"""`scipy.interpolate`: splines and interpolants, of their data and of the points where they are
evaluated.

A spline is linear in its data: its basis is the spline of the unit vectors.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import interpolate

from tangentgen.language.operands import (
    interpolant_at,
    interpolant_of_data,
    spline_at,
    spline_of_data,
)
from tangentgen.rules.samples import Sample, among
from tangentgen.rules.shared import (
    interpolant_slopes,
    sums_over_points,
)
from tangentgen.rules.words import Array, adjoint, tangent

KNOTS = np.array([0.0, 0.5, 1.0, 2.0, 3.0, 3.5])
HEIGHTS = np.sin(KNOTS)
UNIT = np.eye(6)
SPLINE = interpolate.CubicSpline(KNOTS, HEIGHTS)
FLAT = interpolate.CubicSpline(KNOTS, np.ones(6))
BASIS = interpolate.CubicSpline(KNOTS, UNIT)
PLACES = [np.array([0.7, 2.1]), np.array([[0.6, 1.2], [2.4, 2.9]])]
inside = Sample(low=0.6, high=2.9, shapes=((), (2,), (2, 2)), form="real")
heights = Sample(shapes=((6,), (6, 2)), form="real")
ones = among(1.0, shapes=((6,),))


@adjoint(spline_at, spline=[SPLINE], at=inside, nu=[0, 1])
def spline_at_(spline: Array, at: Array, nu: int = 0, *, ans_bar: Array) -> Array:
    """Its derivative at the points, summed over the components."""
    at_bar = np.reshape(spline(at, nu + 1) * ans_bar, (*np.shape(at), -1)).sum(axis=-1)
    return at_bar


@tangent(spline_at)
def spline_at_tangent(spline: Array, at: Array, nu: int = 0, *, at_dot: Array) -> Array:
    """Its derivative at the points."""
    slopes = spline(at, nu + 1)
    return slopes * np.reshape(at_dot, np.shape(at_dot) + (1,) * (np.ndim(slopes) - np.ndim(at)))


@adjoint(spline_of_data, spline=[SPLINE], basis=[BASIS], data=[HEIGHTS], at=inside, nu=[0, 1])
@adjoint(spline_of_data, spline=[SPLINE], basis=[BASIS], data=heights, at=PLACES, nu=[0, 1])
@adjoint(spline_of_data, spline=[FLAT], basis=[BASIS], data=ones, at=inside)
def spline_of_data_(
    spline: Array,
    basis: Array,
    data: Array,
    at: Array,
    nu: int = 0,
    *,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Linear in the data, and its derivative at the points."""
    if "data" in active:
        data_bar = sums_over_points(basis(at, nu), ans_bar, np.ndim(at))
    else:
        data_bar = np.zeros_like(data)
    if "at" in active:
        at_bar = np.reshape(spline(at, nu + 1) * ans_bar, (*np.shape(at), -1)).sum(axis=-1)
    else:
        at_bar = np.zeros_like(at)
    return data_bar, at_bar


@tangent(spline_of_data)
def spline_of_data_tangent(
    spline: Array,
    basis: Array,
    data: Array,
    at: Array,
    nu: int = 0,
    *,
    active: Set[str],
    data_dot: Array,
    at_dot: Array,
) -> Array:
    """The spline of the tangent, and its derivative at the points."""
    total: Array = 0
    if "data" in active:
        total = np.tensordot(basis(at, nu), data_dot, 1)
    if "at" in active:
        slopes = spline(at, nu + 1)
        new = (1,) * (np.ndim(slopes) - np.ndim(at))
        total = total + slopes * np.reshape(at_dot, np.shape(at_dot) + new)
    return total


LINE = interpolate.interp1d(KNOTS, HEIGHTS)
WIDE = interpolate.interp1d(KNOTS, HEIGHTS, bounds_error=False, fill_value=(1.0, 2.0))
ENDLESS = interpolate.interp1d(KNOTS, HEIGHTS, fill_value="extrapolate")
LEVEL = interpolate.interp1d(KNOTS, np.ones(6))
LINES = interpolate.interp1d(KNOTS, UNIT, axis=0)
around = Sample(low=-0.8, high=4.2, shapes=((), (2,), (2, 2)), form="real")


@adjoint(interpolant_at, interpolant=[WIDE, ENDLESS], at=around)
@adjoint(interpolant_at, interpolant=[LINE], at=inside)
def interpolant_at_(interpolant: Array, at: Array, *, ans_bar: Array) -> Array:
    """The slope of the interval that a point is in."""
    at_bar = interpolant_slopes(interpolant, at) * ans_bar
    return at_bar


@tangent(interpolant_at)
def interpolant_at_tangent(interpolant: Array, at: Array, *, at_dot: Array) -> Array:
    """The slope of the interval that a point is in."""
    return interpolant_slopes(interpolant, at) * at_dot


@adjoint(interpolant_of_data, interpolant=[LINE], basis=[LINES], data=[HEIGHTS], at=inside)
@adjoint(interpolant_of_data, interpolant=[LINE], basis=[LINES], data=heights, at=PLACES)
@adjoint(interpolant_of_data, interpolant=[LEVEL], basis=[LINES], data=ones, at=inside)
def interpolant_of_data_(
    interpolant: Array,
    basis: Array,
    data: Array,
    at: Array,
    *,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, Array]:
    """Linear in the data, and its derivative at the points."""
    if "data" in active:
        data_bar = sums_over_points(basis(at), ans_bar, np.ndim(at))
    else:
        data_bar = np.zeros_like(data)
    at_bar = np.zeros_like(at)
    if "at" in active:
        at_bar = interpolant_slopes(interpolant, at) * ans_bar
    return data_bar, at_bar


@tangent(interpolant_of_data)
def interpolant_of_data_tangent(
    interpolant: Array,
    basis: Array,
    data: Array,
    at: Array,
    *,
    active: Set[str],
    data_dot: Array,
    at_dot: Array,
) -> Array:
    """The interpolant of the tangent, and its derivative at the points."""
    total: Array = 0
    if "data" in active:
        total = np.tensordot(basis(at), data_dot, 1)
    if "at" in active:
        total = total + interpolant_slopes(interpolant, at) * at_dot
    return total
