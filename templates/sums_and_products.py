"""Sums, products and differences."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import full_grids, grids, nonzero_grids, shaped
from tangentgen.rules.shared import others_along
from tangentgen.rules.words import Array, Axis, adjoint, linear, tangent


@adjoint(np.sum, a=grids, axis=[None, 0, -1, (0,)], keepdims=[False, True])
def sum_(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """ans = Σ a  ⇒  a_bar = ans_bar, spread over the summed axes."""
    if axis is None or keepdims:
        a_bar = np.broadcast_to(ans_bar, np.shape(a))
    else:
        a_bar = np.broadcast_to(np.expand_dims(ans_bar, axis), np.shape(a))
    return a_bar


linear(np.sum, in_="a")


@adjoint(np.nansum, a=grids, axis=[None, 0, -1], keepdims=[False, True])
def nansum(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """The sum of those that are numbers."""
    spread = axis is not None and not keepdims
    a_bar = np.where(np.isnan(a), 0, np.expand_dims(ans_bar, axis) if spread else ans_bar)
    return a_bar


@tangent(np.nansum)
def nansum_tangent(a: Array, axis: Axis = None, *, keepdims: bool = False, a_dot: Array) -> Array:
    """The sum of the tangents of those that are numbers."""
    return np.sum(np.where(np.isnan(a), 0, a_dot), axis=axis, keepdims=keepdims)


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


@adjoint(np.ediff1d, ary=shaped((4,), (2, 3)))
def ediff1d(ary: Array, *, ans_bar: Array) -> Array:
    """ansₖ = aₖ₊₁ - aₖ  ⇒  a_barₖ = ans_barₖ₋₁ - ans_barₖ, with zeros beyond the ends."""
    ary_bar = np.reshape(-np.diff(ans_bar, prepend=0, append=0), np.shape(ary))
    return ary_bar


linear(np.ediff1d, in_="ary")


cumulative_sum_ = getattr(np, "cumulative_sum", None)  # NumPy 2.1


@adjoint(cumulative_sum_, x=grids, axis=[0, -1], include_initial=[False, True])
def cumulative_sum(
    x: Array, *, axis: int | None = None, include_initial: bool = False, ans_bar: Array
) -> Array:
    """ansₖ = Σ xᵢ over i ≤ k  ⇒  x_barᵢ = Σ ans_barₖ over k ≥ i."""
    last = -1 if axis is None else axis
    sums = np.flip(np.cumsum(np.flip(ans_bar, last), axis=last), last)
    if include_initial:
        x_bar = np.take(sums, np.arange(1, np.shape(sums)[last]), axis=last)
    else:
        x_bar = sums
    return x_bar


linear(cumulative_sum_, in_="x")


@adjoint(np.prod, a=nonzero_grids, axis=[None, 0, -1, (0, 1)], keepdims=[False, True])
def prod(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """∂Π/∂aᵢ = the product of the others, found without a division, so that zeros do no harm."""
    spread = axis is not None and not keepdims
    a_bar = others_along(a, axis) * (np.expand_dims(ans_bar, axis) if spread else ans_bar)
    return a_bar


@tangent(np.prod)
def prod_tangent(a: Array, axis: Axis = None, *, keepdims: bool = False, a_dot: Array) -> Array:
    """dΠ = Σᵢ (product of the others) daᵢ."""
    return np.sum(others_along(a, axis) * a_dot, axis=axis, keepdims=keepdims)


@adjoint(np.cumsum, a=grids, axis=[None, 0, -1])
def cumsum(a: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """ansₖ = Σ aᵢ over i ≤ k  ⇒  a_barᵢ = Σ ans_barₖ over k ≥ i."""
    if axis is None and np.ndim(a) == 1:
        a_bar = np.cumsum(ans_bar[::-1])[::-1]
    elif axis is None:
        a_bar = np.reshape(np.cumsum(ans_bar[::-1])[::-1], np.shape(a))
    else:
        a_bar = np.flip(np.cumsum(np.flip(ans_bar, axis), axis=axis), axis)
    return a_bar


linear(np.cumsum, in_="a")


@adjoint(np.cumprod, a=nonzero_grids, axis=[None, 0, -1])
def cumprod(a: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """∂ansₖ/∂aᵢ is the product of the others up to k, for i ≤ k, found without a division."""
    last = np.ravel(a) if axis is None else np.moveaxis(a, axis, -1)
    one_left_out = np.where(np.eye(last.shape[-1], dtype=bool), 1, last[..., None, :])
    parts = np.triu(np.cumprod(one_left_out, axis=-1))
    seed = ans_bar if axis is None else np.moveaxis(ans_bar, axis, -1)
    last_bar = np.sum(parts * seed[..., None, :], axis=-1)
    a_bar = np.reshape(last_bar, np.shape(a)) if axis is None else np.moveaxis(last_bar, -1, axis)
    return a_bar


@tangent(np.cumprod)
def cumprod_tangent(a: Array, axis: int | None = None, *, a_dot: Array) -> Array:
    """The same derivatives, summed over i."""
    last = np.ravel(a) if axis is None else np.moveaxis(a, axis, -1)
    one_left_out = np.where(np.eye(last.shape[-1], dtype=bool), 1, last[..., None, :])
    parts = np.triu(np.cumprod(one_left_out, axis=-1))
    last_dot = np.ravel(a_dot) if axis is None else np.moveaxis(a_dot, axis, -1)
    ans_dot = np.sum(parts * last_dot[..., :, None], axis=-2)
    return ans_dot if axis is None else np.moveaxis(ans_dot, -1, axis)


@adjoint(np.diff, a=shaped((4,), (3, 4), (4, 3)), n=[1, 2], axis=[-1, 0])
def diff(
    a: Array,
    n: int = 1,
    axis: int = -1,
    prepend: Array = None,
    append: Array = None,
    *,
    ans_bar: Array,
) -> Array:
    """ansₖ = aₖ₊₁ - aₖ  ⇒  a_barₖ = ans_barₖ₋₁ - ans_barₖ, with zeros beyond the ends."""
    if n == 1:
        full_bar = -np.diff(ans_bar, axis=axis, prepend=0, append=0)
    else:
        full_bar = ans_bar
        for _ in range(n):
            full_bar = -np.diff(full_bar, axis=axis, prepend=0, append=0)
    if prepend is None and append is None:
        a_bar = full_bar
    else:
        before = 0
        if prepend is not None:
            before = np.shape(prepend)[axis] if np.ndim(prepend) > 0 else 1
        where = np.arange(before, before + np.shape(a)[axis])
        a_bar = np.take(full_bar, where, axis=axis)
    return a_bar


@tangent(np.diff)
def diff_tangent(
    a: Array,
    n: int = 1,
    axis: int = -1,
    prepend: Array = None,
    append: Array = None,
    *,
    a_dot: Array,
) -> Array:
    """The difference of the tangent; what is put before and after it is constant."""
    full = a_dot
    if prepend is not None:
        ends = np.take(a_dot, [0], axis=axis) if np.ndim(prepend) == 0 else prepend
        full = np.concatenate((np.zeros_like(ends), full), axis=axis)
    if append is not None:
        ends = np.take(a_dot, [0], axis=axis) if np.ndim(append) == 0 else append
        full = np.concatenate((full, np.zeros_like(ends)), axis=axis)
    return np.diff(full, n=n, axis=axis)


@adjoint(np.trapezoid, y=full_grids, dx=[1.0, 0.5], axis=[-1, 0])
def trapezoid(
    y: Array, x: Array = None, dx: float = 1.0, axis: int = -1, *, ans_bar: Array
) -> Array:
    """Each interval gives half its length to each of its ends."""
    seed = np.expand_dims(ans_bar, axis)
    steps = np.full(np.shape(y)[axis] - 1, dx) if x is None else np.diff(x)
    weights = 0.5 * (np.append(steps, 0.0) + np.append(0.0, steps))
    shape = np.ones(np.ndim(y), dtype=int)
    shape[axis] = np.shape(y)[axis]
    y_bar = np.broadcast_to(seed * np.reshape(weights, shape), np.shape(y))
    return y_bar


linear(np.trapezoid, in_="y")
