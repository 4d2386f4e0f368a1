"""Extrema: equal arguments share the derivative equally, but a constant wins against a variable."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import full_grids, nonzero, real, tied, with_nan
from tangentgen.rules.words import Array, Axis, adjoint, constant, elementwise, tangent


@elementwise(np.maximum, np.fmax, x=tied, y=tied)
@elementwise(np.maximum, np.fmax, x=nonzero, y=real)
def maximum(x: Array, y: Array, *, active: Set[str]) -> tuple[Array, Array]:
    """The derivative of the larger; of equal ones half each, and none against a constant."""
    if "y" not in active or "x" not in active:
        return x > y, y > x
    return np.where(x == y, 0.5, x > y), np.where(x == y, 0.5, y > x)


@elementwise(np.maximum, np.fmax, x=tied, y=tied)
@elementwise(np.maximum, np.fmax, x=nonzero, y=real)
def maximum_again(x: Array, y: Array, *, ans: Array, active: Set[str]) -> tuple[Array, Array]:
    """The same where the answer is at hand and the larger argument is not: max(x, y) > y."""
    if "y" not in active or "x" not in active:
        return ans > y, ans > x
    return np.where(x == y, 0.5, x > y), np.where(x == y, 0.5, y > x)


@tangent(np.maximum, np.fmax)
def maximum_tangent(x: Array, y: Array, *, active: Set[str], x_dot: Array, y_dot: Array) -> Array:
    """The tangent of the larger; of equal ones the mean."""
    if "y" not in active:
        return (x > y) * x_dot
    if "x" not in active:
        return (y > x) * y_dot
    return np.where(x == y, 0.5 * (x_dot + y_dot), np.where(x > y, x_dot, y_dot))


@tangent(np.minimum, np.fmin)
def minimum_tangent(x: Array, y: Array, *, active: Set[str], x_dot: Array, y_dot: Array) -> Array:
    """The tangent of the smaller; of equal ones the mean."""
    if "y" not in active:
        return (x < y) * x_dot
    if "x" not in active:
        return (y < x) * y_dot
    return np.where(x == y, 0.5 * (x_dot + y_dot), np.where(x < y, x_dot, y_dot))


@elementwise(np.minimum, np.fmin, x=tied, y=tied)
@elementwise(np.minimum, np.fmin, x=nonzero, y=real)
def minimum(x: Array, y: Array, *, active: Set[str]) -> tuple[Array, Array]:
    """The derivative of the smaller; of equal ones half each, and none against a constant."""
    if "y" not in active or "x" not in active:
        return x < y, y < x
    return np.where(x == y, 0.5, x < y), np.where(x == y, 0.5, y < x)


@elementwise(np.minimum, np.fmin, x=tied, y=tied)
@elementwise(np.minimum, np.fmin, x=nonzero, y=real)
def minimum_again(x: Array, y: Array, *, ans: Array, active: Set[str]) -> tuple[Array, Array]:
    """The same where the answer is at hand and the smaller argument is not: min(x, y) < y."""
    if "y" not in active or "x" not in active:
        return ans < y, ans < x
    return np.where(x == y, 0.5, x < y), np.where(x == y, 0.5, y < x)


@elementwise(np.clip, a=real, a_min=[-1.0, None], a_max=[None, 1.0])
def clip(a: Array, a_min: Array = None, a_max: Array = None) -> Array:
    """The derivative of a strictly between the bounds; the bounds are constants."""
    if a_min is None and a_max is None:
        return 1
    if a_min is None:
        return a < a_max
    if a_max is None:
        return a > a_min
    return (a_min < a) & (a < a_max)


MASK = np.array([True, False, True])


@adjoint(np.nanmax, a=with_nan, axis=[None, -1])
@adjoint(np.max, np.amax, np.nanmax, a=tied, axis=[None, -1])
@adjoint(
    np.max,
    np.amax,
    np.nanmax,
    a=full_grids,
    axis=[None, 0, -1, (0,)],
    keepdims=[False, True],
    initial=[None, 0.4],
    where=[True, MASK],
)
def max_(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = None,
    where: Array = True,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """Those that attain the maximum share ans_bar; against a constant the constant wins."""
    spread = axis is not None and not keepdims
    top = a == (np.expand_dims(ans, axis) if spread else ans)
    share = np.expand_dims(ans_bar, axis) if spread else ans_bar
    if where is not True:
        top = top & where
    if initial is not None:
        top = top & (a != initial)
    count = np.sum(top, axis=axis, keepdims=axis is not None)
    if initial is not None or where is not True:
        count = np.maximum(count, 1)
    a_bar = top * share / count
    return a_bar


@tangent(np.max, np.amax, np.nanmax)
def max_tangent(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = None,
    where: Array = True,
    ans: Array,
    a_dot: Array,
) -> Array:
    """The mean tangent of those that attain the maximum."""
    top = a == (np.expand_dims(ans, axis) if axis is not None and not keepdims else ans)
    if where is not True:
        top = top & where
    if initial is not None:
        top = top & (a != initial)
    count = np.sum(top, axis=axis, keepdims=keepdims)
    if initial is not None or where is not True:
        count = np.maximum(count, 1)
    return np.sum(np.where(top, a_dot, 0), axis=axis, keepdims=keepdims) / count


@adjoint(np.nanmin, a=with_nan, axis=[None, -1])
@adjoint(np.min, np.amin, np.nanmin, a=tied, axis=[None, -1])
@adjoint(
    np.min,
    np.amin,
    np.nanmin,
    a=full_grids,
    axis=[None, 0, -1, (0,)],
    keepdims=[False, True],
    initial=[None, 0.4],
    where=[True, MASK],
)
def min_(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = None,
    where: Array = True,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """Those that attain the minimum share ans_bar; against a constant the constant wins."""
    spread = axis is not None and not keepdims
    bottom = a == (np.expand_dims(ans, axis) if spread else ans)
    share = np.expand_dims(ans_bar, axis) if spread else ans_bar
    if where is not True:
        bottom = bottom & where
    if initial is not None:
        bottom = bottom & (a != initial)
    count = np.sum(bottom, axis=axis, keepdims=axis is not None)
    if initial is not None or where is not True:
        count = np.maximum(count, 1)
    a_bar = bottom * share / count
    return a_bar


@tangent(np.min, np.amin, np.nanmin)
def min_tangent(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = None,
    where: Array = True,
    ans: Array,
    a_dot: Array,
) -> Array:
    """The mean tangent of those that attain the minimum."""
    bottom = a == (np.expand_dims(ans, axis) if axis is not None and not keepdims else ans)
    if where is not True:
        bottom = bottom & where
    if initial is not None:
        bottom = bottom & (a != initial)
    count = np.sum(bottom, axis=axis, keepdims=keepdims)
    if initial is not None or where is not True:
        count = np.maximum(count, 1)
    return np.sum(np.where(bottom, a_dot, 0), axis=axis, keepdims=keepdims) / count


@adjoint(np.ptp, a=tied, axis=[None, -1])
@adjoint(np.ptp, a=full_grids, axis=[None, 0, -1], keepdims=[False, True])
def ptp(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """ans = max a - min a; those that attain one of them share."""
    top = a == np.max(a, axis=axis, keepdims=True)
    bottom = a == np.min(a, axis=axis, keepdims=True)
    shares = top / np.sum(top, axis=axis, keepdims=True)
    shares = shares - bottom / np.sum(bottom, axis=axis, keepdims=True)
    spread = axis is not None and not keepdims
    a_bar = shares * (np.expand_dims(ans_bar, axis) if spread else ans_bar)
    return a_bar


@tangent(np.ptp)
def ptp_tangent(a: Array, axis: Axis = None, *, keepdims: bool = False, a_dot: Array) -> Array:
    """The same shares of the tangents."""
    top = a == np.max(a, axis=axis, keepdims=True)
    bottom = a == np.min(a, axis=axis, keepdims=True)
    shares = top / np.sum(top, axis=axis, keepdims=True)
    shares = shares - bottom / np.sum(bottom, axis=axis, keepdims=True)
    return np.sum(shares * a_dot, axis=axis, keepdims=keepdims)


constant(np.argmax, np.argmin, np.nanargmax, np.nanargmin, why="integer")
