"""Averages and variances."""

from __future__ import annotations

import math
from collections.abc import Sequence, Set
from typing import Literal

import numpy as np

from tangentgen.rules.samples import Sample, full_grids, paired, shaped, tied, with_nan
from tangentgen.rules.shared import (
    bins_of,
    of_variables,
    quantile_shares,
    quantile_slopes,
    rows_along,
    rows_back,
    sum_to_shape,
    variables,
    weights_along,
)
from tangentgen.rules.words import Array, Axis, adjoint, linear, tangent

Method = Literal[
    "inverted_cdf",
    "averaged_inverted_cdf",
    "closest_observation",
    "interpolated_inverted_cdf",
    "hazen",
    "weibull",
    "linear",
    "median_unbiased",
    "normal_unbiased",
    "lower",
    "higher",
    "midpoint",
    "nearest",
]


MASK = np.array([True, False, True])


@adjoint(
    np.mean, a=full_grids, axis=[None, 0, -1, (0,)], keepdims=[False, True], where=[True, MASK]
)
def mean(
    a: Array, axis: Axis = None, *, keepdims: bool = False, where: Array = True, ans_bar: Array
) -> Array:
    """ans = Σ a / n  ⇒  a_bar = ans_bar / n, spread over the axes."""
    spread = axis is not None and not keepdims
    if where is not True:
        count = np.sum(np.broadcast_to(where, np.shape(a)), axis=axis, keepdims=keepdims)
        share = np.expand_dims(ans_bar / count, axis) if spread else ans_bar / count
        a_bar = np.broadcast_to(np.where(where, share, 0), np.shape(a))
    elif axis is None:
        a_bar = np.broadcast_to(ans_bar / np.size(a), np.shape(a))
    else:
        n = math.prod(np.shape(a)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
        seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
        a_bar = np.broadcast_to(seed / n, np.shape(a))
    return a_bar


linear(np.mean, in_="a")


@adjoint(np.nanmean, a=with_nan, axis=[None, -1])
@adjoint(np.nanmean, a=full_grids, axis=[None, 0, -1], keepdims=[False, True])
def nanmean(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """The mean of those that are numbers."""
    kept = ~np.isnan(a)
    share = ans_bar / np.sum(kept, axis=axis, keepdims=keepdims)
    a_bar = kept * (np.expand_dims(share, axis) if axis is not None and not keepdims else share)
    return a_bar


@tangent(np.nanmean)
def nanmean_tangent(a: Array, axis: Axis = None, *, keepdims: bool = False, a_dot: Array) -> Array:
    """The mean of the tangents of those that are numbers."""
    kept = ~np.isnan(a)
    total = np.sum(np.where(kept, a_dot, 0), axis=axis, keepdims=keepdims)
    return total / np.sum(kept, axis=axis, keepdims=keepdims)


@adjoint(
    np.var,
    a=full_grids,
    axis=[None, 0, -1, (0,)],
    ddof=[0, 0.5],
    keepdims=[False, True],
)
def var(
    a: Array, axis: Axis = None, *, ddof: float = 0, keepdims: bool = False, ans_bar: Array
) -> Array:
    """ans = Σ |a - mean a|² / (n - ddof); the mean takes no part, as the deviations sum to 0."""
    if axis is None:
        n = np.size(a)
    else:
        n = math.prod(np.shape(a)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
    alone = axis is None or axis == 0
    away = np.conj(a - np.mean(a, axis=axis, keepdims=not alone))
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
    alone = axis is None or axis == 0
    away = np.conj(a - np.mean(a, axis=axis, keepdims=not alone))
    return 2 * np.sum(np.real(away * a_dot), axis=axis, keepdims=keepdims) / (n - ddof)


@adjoint(np.nanvar, a=with_nan, axis=[None, -1])
@adjoint(np.nanvar, a=full_grids, axis=[None, 0, -1], ddof=[0, 0.5], keepdims=[False, True])
def nanvar(
    a: Array, axis: Axis = None, *, ddof: float = 0, keepdims: bool = False, ans_bar: Array
) -> Array:
    """The variance of those that are numbers."""
    kept = ~np.isnan(a)
    away = np.where(kept, np.conj(a - np.nanmean(a, axis=axis, keepdims=True)), 0)
    share = ans_bar / (np.sum(kept, axis=axis, keepdims=keepdims) - ddof)
    spread = axis is not None and not keepdims
    a_bar = 2 * away * (np.expand_dims(share, axis) if spread else share)
    return a_bar


@tangent(np.nanvar)
def nanvar_tangent(
    a: Array, axis: Axis = None, *, ddof: float = 0, keepdims: bool = False, a_dot: Array
) -> Array:
    """The variance of those that are numbers."""
    kept = ~np.isnan(a)
    away = np.where(kept, np.conj(a - np.nanmean(a, axis=axis, keepdims=True)), 0)
    total = np.sum(np.real(away * np.where(kept, a_dot, 0)), axis=axis, keepdims=keepdims)
    return 2 * total / (np.sum(kept, axis=axis, keepdims=keepdims) - ddof)


@adjoint(np.std, a=full_grids, axis=[None, 0, -1], ddof=[0, 0.5], keepdims=[False, True])
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
    alone = axis is None or axis == 0
    away = np.conj(a - np.mean(a, axis=axis, keepdims=not alone))
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
    alone = axis is None or axis == 0
    away = np.conj(a - np.mean(a, axis=axis, keepdims=not alone))
    total = np.sum(np.real(away * a_dot), axis=axis, keepdims=keepdims)
    return total / ((n - ddof) * np.where(ans == 0, 1, ans))


@adjoint(np.nanstd, a=with_nan, axis=[None, -1])
@adjoint(np.nanstd, a=full_grids, axis=[None, 0, -1], ddof=[0, 0.5], keepdims=[False, True])
def nanstd(
    a: Array,
    axis: Axis = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """The standard deviation of those that are numbers; 0 where all are equal."""
    kept = ~np.isnan(a)
    away = np.where(kept, np.conj(a - np.nanmean(a, axis=axis, keepdims=True)), 0)
    count = np.sum(kept, axis=axis, keepdims=keepdims) - ddof
    share = ans_bar / (count * np.where(ans == 0, 1, ans))
    a_bar = away * (np.expand_dims(share, axis) if axis is not None and not keepdims else share)
    return a_bar


@tangent(np.nanstd)
def nanstd_tangent(
    a: Array,
    axis: Axis = None,
    *,
    ddof: float = 0,
    keepdims: bool = False,
    ans: Array,
    a_dot: Array,
) -> Array:
    """The standard deviation of those that are numbers; 0 where all are equal."""
    kept = ~np.isnan(a)
    away = np.where(kept, np.conj(a - np.nanmean(a, axis=axis, keepdims=True)), 0)
    total = np.sum(np.real(away * np.where(kept, a_dot, 0)), axis=axis, keepdims=keepdims)
    count = np.sum(kept, axis=axis, keepdims=keepdims) - ddof
    return total / (count * np.where(ans == 0, 1, ans))


weighed, weighing = paired(
    ((3,), None),
    ((2, 3), None),
    ((3,), (3,)),
    ((2, 3), (2, 3)),
    ((2, 3), (3,)),
    ((3, 3), (3,)),
    low=0.3,
)


WEIGHTS = [[1.0, 2.0, 3.0], [1.0, 1.0, 0.5]]


@adjoint(np.average, a=shaped((2, 3)), weights=[WEIGHTS], axis=[None, 0, -1])
@adjoint(np.average, a=weighed, weights=weighing, axis=[None, 0, -1], keepdims=[False, True])
def average(
    a: Array,
    axis: Axis = None,
    weights: Array = None,
    *,
    keepdims: bool = False,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """ans = Σ w a / Σ w  ⇒  a_bar = w / Σ w ans_bar, w_bar = (a - ans) / Σ w ans_bar."""
    spread = axis is not None and not keepdims
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    if weights is None:
        a_bar = np.broadcast_to(seed * (np.size(ans_bar) / np.size(a)), np.shape(a))
        weights_bar = np.zeros(())
    elif isinstance(weights, np.ndarray) and np.ndim(weights) == np.ndim(a):
        share = seed / np.sum(weights, axis=axis, keepdims=axis is not None)
        a_bar = weights * share
        weights_bar = (a - (np.expand_dims(ans, axis) if spread else ans)) * share
    else:
        w = weights_along(weights, np.ndim(a), axis)
        share = seed / np.sum(w, axis=axis, keepdims=axis is not None)
        away = a - (np.expand_dims(ans, axis) if spread else ans)
        a_bar = np.broadcast_to(w * share, np.shape(a))
        weights_bar = np.reshape(sum_to_shape(away * share, np.shape(w)), np.shape(weights))
    return a_bar, weights_bar


@tangent(np.average)
def average_tangent(
    a: Array,
    axis: Axis = None,
    weights: Array = None,
    *,
    keepdims: bool = False,
    ans: Array,
    active: Set[str],
    a_dot: Array,
    weights_dot: Array,
) -> Array:
    """dans = Σ (w da + (a - ans) dw) / Σ w."""
    if weights is None:
        ans_dot = np.mean(a_dot, axis=axis, keepdims=keepdims)
    else:
        w = weights_along(weights, np.ndim(a), axis)
        first = w * a_dot if "a" in active else 0
        second = 0
        if "weights" in active:
            away = a - (np.expand_dims(ans, axis) if axis is not None and not keepdims else ans)
            second = away * weights_along(weights_dot, np.ndim(a), axis)
        total = np.sum(first + second, axis=axis, keepdims=keepdims)
        ans_dot = total / np.sum(w, axis=axis, keepdims=keepdims)
    return ans_dot


@adjoint(np.median, a=tied, axis=[None, -1])
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


(values,) = paired(((3,),), ((3,),))


@adjoint(np.bincount, weights=values, x=[np.array([0, 2, 0])], minlength=[0, 5])
def bincount(x: Array, weights: Array = None, *, minlength: int = 0, ans_bar: Array) -> Array:
    """ansₖ = Σ weightsᵢ over xᵢ = k  ⇒  weights_barᵢ = ans_bar at xᵢ."""
    weights_bar = ans_bar[x]
    return weights_bar


linear(np.bincount, in_="weights")


@adjoint(
    np.histogram,
    a=[np.array([0.1, 0.5, 0.7, 2.0])],
    weights=shaped((4,)),
    bins=[3, np.array([0.0, 0.5, 2.0])],
    range=[None, (0.0, 1.0)],
)
def histogram(
    a: Array,
    bins: Array = 10,
    range: Array = None,
    density: bool | None = None,
    weights: Array = None,
    *,
    ans: tuple[Array, Array],
    ans_bar: tuple[Array, Array],
) -> Array:
    """The sum of the weights in each bin: linear in the weights, constant in the numbers."""
    if density:
        raise NotImplementedError("np.histogram with density=True")
    place, inside = bins_of(a, ans[1])
    weights_bar = inside * np.take(ans_bar[0], place)
    return weights_bar


@tangent(np.histogram)
def histogram_tangent(
    a: Array,
    bins: Array = 10,
    range: Array = None,
    density: bool | None = None,
    weights: Array = None,
    *,
    ans: tuple[Array, Array],
    weights_dot: Array,
) -> tuple[Array, Array]:
    """The same of the tangent, over the same bins, which are constant."""
    if density:
        raise NotImplementedError("np.histogram with density=True")
    return np.histogram(a, ans[1], weights=weights_dot)[0], np.zeros_like(ans[1])


@adjoint(
    np.histogram2d,
    x=[np.array([0.1, 0.5, 0.7, 2.0])],
    y=[np.array([0.3, 0.2, 0.9, 0.8])],
    weights=shaped((4,)),
    bins=[2, (3, 2)],
    range=[None, ((0.05, 1.0), (0.25, 0.95))],
)
def histogram2d(
    x: Array,
    y: Array,
    bins: Array = 10,
    range: Array = None,
    density: bool | None = None,
    weights: Array = None,
    *,
    ans: tuple[Array, Array, Array],
    ans_bar: tuple[Array, Array, Array],
) -> Array:
    """The sum of the weights in each bin: linear in the weights, constant in the numbers."""
    if density:
        raise NotImplementedError("np.histogram2d with density=True")
    row, in_row = bins_of(x, ans[1])
    column, in_column = bins_of(y, ans[2])
    weights_bar = in_row * in_column * ans_bar[0][row, column]
    return weights_bar


@tangent(np.histogram2d)
def histogram2d_tangent(
    x: Array,
    y: Array,
    bins: Array = 10,
    range: Array = None,
    density: bool | None = None,
    weights: Array = None,
    *,
    ans: tuple[Array, Array, Array],
    weights_dot: Array,
) -> tuple[Array, Array, Array]:
    """The same of the tangent, over the same bins, which are constant."""
    if density:
        raise NotImplementedError("np.histogram2d with density=True")
    counts = np.histogram2d(x, y, [ans[1], ans[2]], weights=weights_dot)[0]
    return counts, np.zeros_like(ans[1]), np.zeros_like(ans[2])


@adjoint(
    np.histogramdd,
    sample=[np.array([[0.1, 0.3], [0.5, 0.2], [0.7, 0.9], [2.0, 0.8]])],
    weights=shaped((4,)),
    bins=[2, (3, 2)],
    range=[None, ((0.05, 1.0), (0.25, 0.95))],
)
def histogramdd(
    sample: Array,
    bins: Array = 10,
    range: Array = None,
    density: bool | None = None,
    weights: Array = None,
    *,
    ans: tuple[Array, Sequence[Array]],
    ans_bar: tuple[Array, Sequence[Array]],
) -> Array:
    """The sum of the weights in each bin: linear in the weights, constant in the numbers."""
    if density:
        raise NotImplementedError("np.histogramdd with density=True")
    columns = list(np.transpose(sample)) if isinstance(sample, np.ndarray) else sample
    places = [bins_of(columns[k], edges) for k, edges in enumerate(ans[1])]
    inside = np.all(np.stack([each[1] for each in places]), axis=0)
    weights_bar = inside * ans_bar[0][tuple(each[0] for each in places)]
    return weights_bar


@tangent(np.histogramdd)
def histogramdd_tangent(
    sample: Array,
    bins: Array = 10,
    range: Array = None,
    density: bool | None = None,
    weights: Array = None,
    *,
    ans: tuple[Array, Sequence[Array]],
    weights_dot: Array,
) -> tuple[Array, Sequence[Array]]:
    """The same of the tangent, over the same bins, which are constant."""
    if density:
        raise NotImplementedError("np.histogramdd with density=True")
    counts = np.histogramdd(sample, list(ans[1]), weights=weights_dot)[0]
    return counts, [np.zeros_like(edges) for edges in ans[1]]


@adjoint(np.histogram_bin_edges, a=tied, bins=[3])
@adjoint(np.histogram_bin_edges, a=full_grids, bins=[10, 3], range=[None, (0.0, 1.0)])
def histogram_bin_edges(
    a: Array, bins: Array = 10, range: Array = None, weights: Array = None, *, ans_bar: Array
) -> Array:
    """Evenly from the least to the greatest number."""
    if not isinstance(bins, int):
        raise NotImplementedError("np.histogram_bin_edges with bins that are no number")
    if range is None:
        t = np.linspace(0.0, 1.0, bins + 1)
        bottom, top = a == np.min(a), a == np.max(a)
        below = bottom / np.sum(bottom) * np.sum((1 - t) * ans_bar)
        a_bar = below + top / np.sum(top) * np.sum(t * ans_bar)
    else:
        a_bar = np.zeros_like(a)
    return a_bar


@tangent(np.histogram_bin_edges)
def histogram_bin_edges_tangent(
    a: Array, bins: Array = 10, range: Array = None, weights: Array = None, *, a_dot: Array
) -> Array:
    """Evenly from the least to the greatest number."""
    if not isinstance(bins, int):
        raise NotImplementedError("np.histogram_bin_edges with bins that are no number")
    if range is None:
        bottom, top = a == np.min(a), a == np.max(a)
        low_dot = np.sum(bottom * a_dot) / np.sum(bottom)
        ans_dot = np.linspace(low_dot, np.sum(top * a_dot) / np.sum(top), bins + 1)
    else:
        ans_dot = np.zeros(bins + 1)
    return ans_dot


QUANTILES = [0.3, 1.0, np.array([0.0, 0.45])]


@adjoint(np.nanquantile, a=with_nan, q=[0.3], axis=[None, -1])
@adjoint(np.quantile, np.nanquantile, a=tied, q=[0.3], axis=[None, -1])
@adjoint(
    np.quantile,
    np.nanquantile,
    a=full_grids,
    q=QUANTILES,
    axis=[None, -1, (0, 1)],
    method=["linear", "lower", "hazen"],
    keepdims=[False, True],
)
@adjoint(
    np.quantile,
    np.nanquantile,
    a=full_grids,
    q=Sample(low=0.1, high=0.9, shapes=((), (2,))),
    axis=[None, -1, (0, 1)],
    keepdims=[False, True],
)
def quantile(
    a: Array,
    q: Array,
    axis: Axis = None,
    *,
    method: Method = "linear",
    keepdims: bool = False,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, Array]:
    """The two entries whose ranks are next to the quantile's share as the method has it."""
    if "q" in active and method != "linear":
        raise NotImplementedError("the derivative of a quantile in q by another method")
    rows = rows_along(a, axis)
    shares = quantile_shares(rows, np.asarray(q), method)
    seed = np.reshape(ans_bar, (*np.shape(q), *np.shape(rows)[:-1], 1))
    rows_bar = np.sum(np.reshape(shares * seed, (-1, *np.shape(rows))), axis=0)
    a_bar = rows_back(rows_bar, np.shape(a), axis)
    by_row = np.reshape(ans_bar, (*np.shape(q), -1))
    slopes = np.reshape(quantile_slopes(rows, np.asarray(q)), np.shape(by_row))
    q_bar = np.sum(slopes * by_row, axis=-1)
    return a_bar, q_bar


@tangent(np.quantile, np.nanquantile)
def quantile_tangent(
    a: Array,
    q: Array,
    axis: Axis = None,
    *,
    method: Method = "linear",
    keepdims: bool = False,
    active: Set[str],
    ans: Array,
    a_dot: Array,
    q_dot: Array,
) -> Array:
    """The same shares of the tangents."""
    if "q" in active and method != "linear":
        raise NotImplementedError("the derivative of a quantile in q by another method")
    rows = rows_along(a, axis)
    ans_dot: Array = 0
    if "a" in active:
        shares = quantile_shares(rows, np.asarray(q), method)
        ans_dot = np.sum(shares * rows_along(a_dot, axis), axis=-1)
    if "q" in active:
        slopes = quantile_slopes(rows, np.asarray(q))
        turned = np.reshape(q_dot, np.shape(q) + (1,) * (np.ndim(slopes) - np.ndim(q)))
        ans_dot = ans_dot + slopes * turned
    return np.reshape(ans_dot, np.shape(ans))


@adjoint(
    np.percentile,
    np.nanpercentile,
    a=full_grids,
    q=[30, np.array([0.0, 45.0])],
    axis=[None, -1, (0, 1)],
    keepdims=[False, True],
)
@adjoint(
    np.percentile,
    np.nanpercentile,
    a=full_grids,
    q=Sample(low=10.0, high=90.0, shapes=((), (2,))),
    axis=[None, -1],
)
def percentile(
    a: Array,
    q: Array,
    axis: Axis = None,
    *,
    method: Method = "linear",
    keepdims: bool = False,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, Array]:
    """The quantile at q / 100."""
    if "q" in active and method != "linear":
        raise NotImplementedError("the derivative of a quantile in q by another method")
    rows = rows_along(a, axis)
    shares = quantile_shares(rows, np.asarray(q) / 100, method)
    seed = np.reshape(ans_bar, (*np.shape(q), *np.shape(rows)[:-1], 1))
    rows_bar = np.sum(np.reshape(shares * seed, (-1, *np.shape(rows))), axis=0)
    a_bar = rows_back(rows_bar, np.shape(a), axis)
    by_row = np.reshape(ans_bar, (*np.shape(q), -1))
    slopes = np.reshape(quantile_slopes(rows, np.asarray(q) / 100), np.shape(by_row))
    q_bar = np.sum(slopes * by_row, axis=-1) / 100
    return a_bar, q_bar


@tangent(np.percentile, np.nanpercentile)
def percentile_tangent(
    a: Array,
    q: Array,
    axis: Axis = None,
    *,
    method: Method = "linear",
    keepdims: bool = False,
    active: Set[str],
    ans: Array,
    a_dot: Array,
    q_dot: Array,
) -> Array:
    """The quantile at q / 100."""
    if "q" in active and method != "linear":
        raise NotImplementedError("the derivative of a quantile in q by another method")
    rows = rows_along(a, axis)
    ans_dot: Array = 0
    if "a" in active:
        shares = quantile_shares(rows, np.asarray(q) / 100, method)
        ans_dot = np.sum(shares * rows_along(a_dot, axis), axis=-1)
    if "q" in active:
        slopes = quantile_slopes(rows, np.asarray(q) / 100)
        turned = np.reshape(q_dot / 100, np.shape(q) + (1,) * (np.ndim(slopes) - np.ndim(q)))
        ans_dot = ans_dot + slopes * turned
    return np.reshape(ans_dot, np.shape(ans))


@adjoint(np.nanmedian, a=with_nan, axis=[None, -1])
@adjoint(np.nanmedian, a=tied, axis=[None, -1])
@adjoint(np.nanmedian, a=full_grids, axis=[None, 0, -1], keepdims=[False, True])
def nanmedian(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """The middle ones of those that are numbers share."""
    rows = rows_along(a, axis)
    seed = np.reshape(ans_bar, (*np.shape(rows)[:-1], 1))
    a_bar = rows_back(quantile_shares(rows, np.asarray(0.5), "linear") * seed, np.shape(a), axis)
    return a_bar


@tangent(np.nanmedian)
def nanmedian_tangent(
    a: Array, axis: Axis = None, *, keepdims: bool = False, ans: Array, a_dot: Array
) -> Array:
    """The same shares of the tangents."""
    shares = quantile_shares(rows_along(a, axis), np.asarray(0.5), "linear")
    return np.reshape(np.sum(shares * rows_along(a_dot, axis), axis=-1), np.shape(ans))


observed, beside = paired(((2, 4), None), ((4,), None), ((3, 3), (2, 3)), ((4,), (4,)))


@adjoint(np.cov, m=observed, y=beside, rowvar=[True, False], bias=[False, True], ddof=[None, 2])
def cov(
    m: Array,
    y: Array = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    *,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """ans = x xᵀ / (n - ddof) for the deviations x of each row from its mean."""
    if np.iscomplexobj(m):
        raise NotImplementedError("np.cov of complex numbers")
    rows = variables(m, y, rowvar)
    less = ddof if ddof is not None else 0 if bias else 1
    away = rows - np.mean(rows, axis=1, keepdims=True)
    seed = np.reshape(ans_bar, (len(rows), len(rows)))
    rows_bar = (seed + seed.T) @ away / (np.shape(rows)[1] - less)
    m_bar, y_bar = of_variables(rows_bar, m, y, rowvar)
    return m_bar, y_bar


@tangent(np.cov)
def cov_tangent(
    m: Array,
    y: Array = None,
    rowvar: bool = True,
    bias: bool = False,
    ddof: int | None = None,
    *,
    active: Set[str],
    ans: Array,
    m_dot: Array,
    y_dot: Array,
) -> Array:
    """The product rule for the deviations; their tangents' means take no part."""
    if np.iscomplexobj(m):
        raise NotImplementedError("np.cov of complex numbers")
    rows = variables(m, y, rowvar)
    first = m_dot if "m" in active else np.zeros_like(m)
    second = None
    if y is not None:
        second = y_dot if "y" in active else np.zeros_like(y)
    rows_dot = variables(first, second, rowvar)
    less = ddof if ddof is not None else 0 if bias else 1
    half = (rows - np.mean(rows, axis=1, keepdims=True)) @ rows_dot.T
    return np.reshape((half + half.T) / (np.shape(rows)[1] - less), np.shape(ans))


@adjoint(np.corrcoef, x=observed, y=beside, rowvar=[True, False])
def corrcoef(
    x: Array, y: Array = None, rowvar: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = z zᵀ for the deviations of each row divided by their norm."""
    if np.iscomplexobj(x):
        raise NotImplementedError("np.corrcoef of complex numbers")
    rows = variables(x, y, rowvar)
    away = rows - np.mean(rows, axis=1, keepdims=True)
    sizes = np.sqrt(np.sum(away**2, axis=1, keepdims=True))
    z = away / sizes
    seed = np.reshape(ans_bar, (len(rows), len(rows)))
    z_bar = (seed + seed.T) @ z
    rows_bar = (z_bar - z * np.sum(z * z_bar, axis=1, keepdims=True)) / sizes
    x_bar, y_bar = of_variables(rows_bar, x, y, rowvar)
    return x_bar, y_bar


@tangent(np.corrcoef)
def corrcoef_tangent(
    x: Array,
    y: Array = None,
    rowvar: bool = True,
    *,
    active: Set[str],
    ans: Array,
    x_dot: Array,
    y_dot: Array,
) -> Array:
    """ans = z zᵀ for the deviations of each row divided by their norm."""
    if np.iscomplexobj(x):
        raise NotImplementedError("np.corrcoef of complex numbers")
    rows = variables(x, y, rowvar)
    first = x_dot if "x" in active else np.zeros_like(x)
    second = None
    if y is not None:
        second = y_dot if "y" in active else np.zeros_like(y)
    rows_dot = variables(first, second, rowvar)
    away = rows - np.mean(rows, axis=1, keepdims=True)
    sizes = np.sqrt(np.sum(away**2, axis=1, keepdims=True))
    z = away / sizes
    z_dot = (rows_dot - z * np.sum(z * rows_dot, axis=1, keepdims=True)) / sizes
    half = z @ z_dot.T
    return np.reshape(half + half.T, np.shape(ans))
