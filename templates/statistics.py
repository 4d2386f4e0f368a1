"""Averages and variances."""

from __future__ import annotations

import math

import numpy as np

from tangentgen.rules.samples import full_grids, paired, shaped
from tangentgen.rules.words import Array, Axis, adjoint, linear, tangent


@adjoint(np.mean, a=full_grids, axis=[None, 0, -1, (0,)], keepdims=[False, True])
def mean(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """ans = Σ a / n  ⇒  a_bar = ans_bar / n, spread over the axes."""
    if axis is None:
        a_bar = np.broadcast_to(ans_bar / np.size(a), np.shape(a))
    else:
        n = math.prod(np.shape(a)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
        spread = ans_bar if keepdims else np.expand_dims(ans_bar, axis)
        a_bar = np.broadcast_to(spread / n, np.shape(a))
    return a_bar


linear(np.mean, in_="a")


@adjoint(np.var, a=full_grids, axis=[None, 0, -1, (0,)], ddof=[0], keepdims=[False, True])
def var(
    a: Array, axis: Axis = None, *, ddof: float = 0, keepdims: bool = False, ans_bar: Array
) -> Array:
    """ans = Σ |a - mean a|² / (n - ddof); the mean takes no part, as the deviations sum to 0."""
    if axis is None:
        n = np.size(a)
    else:
        n = math.prod(np.shape(a)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
    away = np.conj(a - np.mean(a, axis=axis, keepdims=axis is not None))
    spread = axis is not None and not keepdims
    a_bar = 2 * away / (n - ddof) * (np.expand_dims(ans_bar, axis) if spread else ans_bar)
    return a_bar


@tangent(np.var)
def var_tangent(
    a: Array, axis: Axis = None, *, ddof: float = 0, keepdims: bool = False, a_dot: Array
) -> Array:
    """2 Σ Re((a - mean a)* da) / (n - ddof)."""
    if axis is None:
        n = np.size(a)
    else:
        n = math.prod(np.shape(a)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
    away = np.conj(a - np.mean(a, axis=axis, keepdims=axis is not None))
    return 2 * np.sum(np.real(away * a_dot), axis=axis, keepdims=keepdims) / (n - ddof)


@adjoint(np.std, a=full_grids, axis=[None, 0, -1], ddof=[0], keepdims=[False, True])
def std(
    a: Array,
    axis: Axis = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """ans² = Σ |a - mean a|² / (n - ddof); 0 where all are equal."""
    if axis is None:
        n = np.size(a)
    else:
        n = math.prod(np.shape(a)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
    away = np.conj(a - np.mean(a, axis=axis, keepdims=axis is not None))
    scaled = ans_bar / ((n - ddof) * np.where(ans == 0, 1, ans))
    spread = axis is not None and not keepdims
    a_bar = away * (np.expand_dims(scaled, axis) if spread else scaled)
    return a_bar


@tangent(np.std)
def std_tangent(
    a: Array,
    axis: Axis = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    ans: Array,
    a_dot: Array,
) -> Array:
    """Σ Re((a - mean a)* da) / ((n - ddof) ans); 0 where all are equal."""
    if axis is None:
        n = np.size(a)
    else:
        n = math.prod(np.shape(a)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
    away = np.conj(a - np.mean(a, axis=axis, keepdims=axis is not None))
    total = np.sum(np.real(away * a_dot), axis=axis, keepdims=keepdims)
    return total / ((n - ddof) * np.where(ans == 0, 1, ans))


values, weighing = paired(((3,), (3,)), ((2, 3), (2, 3)), ((1, 3), (1, 3)))


@adjoint(np.average, a=full_grids, axis=[None, 0, -1])
def average(
    a: Array, axis: Axis = None, weights: Array = None, *, keepdims: bool = False, ans_bar: Array
) -> Array:
    """ans = Σ w a / Σ w, for constant weights of the shape of a."""
    spread = axis is not None and not keepdims
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    if weights is None:
        a_bar = np.broadcast_to(seed * (np.size(ans_bar) / np.size(a)), np.shape(a))
    elif np.ndim(weights) == np.ndim(a):
        a_bar = weights / np.sum(weights, axis=axis, keepdims=axis is not None) * seed
    else:
        raise NotImplementedError("average with weights of another shape")
    return a_bar


linear(np.average, in_="a")


@adjoint(np.median, a=full_grids, axis=[None, 0, -1], keepdims=[False, True])
def median(
    a: Array, axis: Axis = None, *, keepdims: bool = False, ans: Array, ans_bar: Array
) -> Array:
    """The middle ones share: those equal to the next at or below, and at or above, the answer."""
    spread = axis is not None and not keepdims
    middle = np.expand_dims(ans, axis) if spread else ans
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    kept = axis is not None
    low = a == np.max(np.where(a <= middle, a, -np.inf), axis=axis, keepdims=kept)
    high = a == np.min(np.where(a >= middle, a, np.inf), axis=axis, keepdims=kept)
    lows = low / np.sum(low, axis=axis, keepdims=kept)
    highs = high / np.sum(high, axis=axis, keepdims=kept)
    a_bar = 0.5 * (lows + highs) * seed
    return a_bar


@tangent(np.median)
def median_tangent(
    a: Array, axis: Axis = None, *, keepdims: bool = False, ans: Array, a_dot: Array
) -> Array:
    """The same shares of the tangents."""
    spread = axis is not None and not keepdims
    middle = np.expand_dims(ans, axis) if spread else ans
    kept = axis is not None
    low = a == np.max(np.where(a <= middle, a, -np.inf), axis=axis, keepdims=kept)
    high = a == np.min(np.where(a >= middle, a, np.inf), axis=axis, keepdims=kept)
    lows = low / np.sum(low, axis=axis, keepdims=kept)
    highs = high / np.sum(high, axis=axis, keepdims=kept)
    return np.sum(0.5 * (lows + highs) * a_dot, axis=axis, keepdims=keepdims)


@adjoint(np.bincount, weights=values, x=[np.array([0, 2, 0])])
def bincount(x: Array, weights: Array = None, *, minlength: int = 0, ans_bar: Array) -> Array:
    """ansₖ = Σ weightsᵢ over xᵢ = k  ⇒  weights_barᵢ = ans_bar at xᵢ."""
    weights_bar = ans_bar[x]
    return weights_bar


linear(np.bincount, in_="weights")


@adjoint(np.quantile, a=full_grids, q=[0.0, 0.3, 1.0], axis=[None, 0, -1])
def quantile(
    a: Array, q: float, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array
) -> Array:
    """The two entries whose ranks are next to (n - 1) q share as the interpolation has it."""
    n = np.size(a) if axis is None else np.shape(a)[axis]
    flat = np.ravel(a) if axis is None else a
    last = -1 if axis is None else axis
    ranks = np.reshape(np.argsort(np.argsort(flat, axis=last), axis=last), np.shape(a))
    shares = np.maximum(0.0, 1.0 - np.abs(ranks - q * (n - 1)))
    spread = axis is not None and not keepdims
    a_bar = shares * (np.expand_dims(ans_bar, axis) if spread else ans_bar)
    return a_bar


@tangent(np.quantile)
def quantile_tangent(
    a: Array, q: float, axis: Axis = None, *, keepdims: bool = False, a_dot: Array
) -> Array:
    """The same shares of the tangents."""
    n = np.size(a) if axis is None else np.shape(a)[axis]
    flat = np.ravel(a) if axis is None else a
    last = -1 if axis is None else axis
    ranks = np.reshape(np.argsort(np.argsort(flat, axis=last), axis=last), np.shape(a))
    shares = np.maximum(0.0, 1.0 - np.abs(ranks - q * (n - 1)))
    return np.sum(shares * a_dot, axis=axis, keepdims=keepdims)


@adjoint(np.cov, m=shaped((2, 4), (3, 3)), rowvar=[True, False], bias=[False, True])
def cov(
    m: Array,
    y: Array = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    *,
    ans_bar: Array,
) -> Array:
    """ans = x xᵀ / (n - ddof) for the deviations x of each row from its mean."""
    if y is not None:
        raise NotImplementedError("np.cov of two arrays")
    if np.iscomplexobj(m):
        raise NotImplementedError("np.cov of complex numbers")
    rows = m if rowvar else np.transpose(m)
    less = ddof if ddof is not None else 0 if bias else 1
    away = rows - np.mean(rows, axis=1, keepdims=True)
    rows_bar = (ans_bar + np.transpose(ans_bar)) @ away / (np.shape(rows)[1] - less)
    m_bar = rows_bar if rowvar else np.transpose(rows_bar)
    return m_bar


@tangent(np.cov)
def cov_tangent(
    m: Array,
    y: Array = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    *,
    m_dot: Array,
) -> Array:
    """The product rule for the deviations; their tangents' means take no part."""
    if y is not None:
        raise NotImplementedError("np.cov of two arrays")
    if np.iscomplexobj(m):
        raise NotImplementedError("np.cov of complex numbers")
    rows = m if rowvar else np.transpose(m)
    rows_dot = m_dot if rowvar else np.transpose(m_dot)
    less = ddof if ddof is not None else 0 if bias else 1
    half = (rows - np.mean(rows, axis=1, keepdims=True)) @ np.transpose(rows_dot)
    return (half + np.transpose(half)) / (np.shape(rows)[1] - less)
