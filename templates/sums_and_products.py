"""Sums, products and differences."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import Sample, grids, nonzero_grids, paired, shaped, with_nan
from tangentgen.rules.shared import (
    others_along,
    partial_products,
    sum_to_shape,
    sums_from_the_end,
)
from tangentgen.rules.words import Array, Axis, adjoint, linear, tangent

MASK = np.array([True, False, True])


@adjoint(np.sum, a=grids, axis=[None, 0, -1, (0,)], keepdims=[False, True], where=[True, MASK])
def sum_(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = 0,
    where: Array = True,
    ans_bar: Array,
) -> Array:
    """ans = Σ a  ⇒  a_bar = ans_bar, spread over the summed axes."""
    if where is not True:
        spread = axis is not None and not keepdims
        seed = np.where(where, np.expand_dims(ans_bar, axis) if spread else ans_bar, 0)
        a_bar = np.broadcast_to(seed, np.shape(a))
    elif axis is None or keepdims:
        a_bar = np.broadcast_to(ans_bar, np.shape(a))
    else:
        a_bar = np.broadcast_to(np.expand_dims(ans_bar, axis), np.shape(a))
    return a_bar


@tangent(np.sum)
def sum_tangent(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = 0,
    where: Array = True,
    a_dot: Array,
) -> Array:
    """The sum of the tangents; what it begins with is constant."""
    return np.sum(a_dot, axis=axis, keepdims=keepdims, where=where)


@adjoint(np.nansum, a=with_nan, axis=[None, -1], where=[True, np.array([True, True, False])])
@adjoint(np.nansum, a=grids, axis=[None, 0, -1], keepdims=[False, True])
def nansum(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = 0,
    where: Array = True,
    ans_bar: Array,
) -> Array:
    """The sum of those that are numbers."""
    spread = axis is not None and not keepdims
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    a_bar = np.where(np.isnan(a) if where is True else np.isnan(a) | ~where, 0, seed)
    return a_bar


@tangent(np.nansum)
def nansum_tangent(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = 0,
    where: Array = True,
    a_dot: Array,
) -> Array:
    """The sum of the tangents of those that are numbers."""
    return np.sum(np.where(np.isnan(a), 0, a_dot), axis=axis, keepdims=keepdims, where=where)


@adjoint(np.ediff1d, ary=shaped((4,), (2, 3)), to_end=[None, [1.0]], to_begin=[None, [1.0, 2.0]])
def ediff1d(ary: Array, to_end: Array = None, to_begin: Array = None, *, ans_bar: Array) -> Array:
    """ansₖ = aₖ₊₁ - aₖ  ⇒  a_barₖ = ans_barₖ₋₁ - ans_barₖ, with zeros beyond the ends."""
    if to_end is None and to_begin is None:
        inside = ans_bar
    else:
        before = 0 if to_begin is None else np.size(to_begin)
        inside = ans_bar[before : before + np.size(ary) - 1]
    ary_bar = np.reshape(-np.diff(inside, prepend=0, append=0), np.shape(ary))
    return ary_bar


@tangent(np.ediff1d)
def ediff1d_tangent(
    ary: Array, to_end: Array = None, to_begin: Array = None, *, ary_dot: Array
) -> Array:
    """The differences of the tangent, between zeros for what is constant."""
    if to_end is None and to_begin is None:
        ans_dot = np.ediff1d(ary_dot)
    else:
        after = None if to_end is None else np.zeros(np.size(to_end))
        before = None if to_begin is None else np.zeros(np.size(to_begin))
        ans_dot = np.ediff1d(ary_dot, after, before)
    return ans_dot


# NumPy 2.1
cumulative_sum_ = getattr(np, "cumulative_sum", None)
cumulative_prod_ = getattr(np, "cumulative_prod", None)


@adjoint(cumulative_sum_, x=grids, axis=[0, -1], include_initial=[False, True])
def cumulative_sum(
    x: Array, *, axis: int | None = None, include_initial: bool = False, ans_bar: Array
) -> Array:
    """ansₖ = Σ xᵢ over i ≤ k  ⇒  x_barᵢ = Σ ans_barₖ over k ≥ i."""
    last = -1 if axis is None else axis
    sums = sums_from_the_end(ans_bar, last)
    if include_initial:
        x_bar = np.take(sums, np.arange(1, np.shape(sums)[last]), axis=last)
    else:
        x_bar = sums
    return x_bar


linear(cumulative_sum_, in_="x")


@adjoint(cumulative_prod_, x=nonzero_grids, axis=[0, -1], include_initial=[False, True])
def cumulative_prod(
    x: Array, *, axis: int | None = None, include_initial: bool = False, ans_bar: Array
) -> Array:
    """∂ansₖ/∂xᵢ is the product of the others up to k, for i ≤ k, found without a division."""
    last = -1 if axis is None else axis
    seed = np.moveaxis(ans_bar, last, -1)
    if include_initial:
        seed = seed[..., 1:]
    parts = partial_products(np.moveaxis(x, last, -1))
    x_bar = np.moveaxis(np.sum(parts * seed[..., None, :], axis=-1), -1, last)
    return x_bar


@tangent(cumulative_prod_)
def cumulative_prod_tangent(
    x: Array, *, axis: int | None = None, include_initial: bool = False, x_dot: Array
) -> Array:
    """The same derivatives, summed over i; the initial one is constant."""
    last = -1 if axis is None else axis
    parts = partial_products(np.moveaxis(x, last, -1))
    dots = np.sum(parts * np.moveaxis(x_dot, last, -1)[..., :, None], axis=-2)
    if include_initial:
        dots = np.concatenate((np.zeros((*np.shape(dots)[:-1], 1)), dots), axis=-1)
    return np.moveaxis(dots, -1, last)


@adjoint(
    np.prod,
    a=nonzero_grids,
    axis=[None, 0, -1, (0, 1)],
    keepdims=[False, True],
    initial=[1, 1.5],
    where=[True, MASK],
)
def prod(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = 1,
    where: Array = True,
    ans_bar: Array,
) -> Array:
    """∂Π/∂aᵢ = the product of the others, found without a division, so that zeros do no harm."""
    spread = axis is not None and not keepdims
    seed = initial * (np.expand_dims(ans_bar, axis) if spread else ans_bar)
    if where is True:
        a_bar = others_along(a, axis) * seed
    else:
        a_bar = where * others_along(np.where(where, a, 1), axis) * seed
    return a_bar


@tangent(np.prod)
def prod_tangent(
    a: Array,
    axis: Axis = None,
    *,
    keepdims: bool = False,
    initial: Array = 1,
    where: Array = True,
    a_dot: Array,
) -> Array:
    """dΠ = Σᵢ (product of the others) daᵢ."""
    parts = others_along(a if where is True else np.where(where, a, 1), axis)
    return initial * np.sum(parts * a_dot, axis=axis, keepdims=keepdims, where=where)


@adjoint(np.nanprod, a=with_nan, axis=[None, -1])
@adjoint(np.nanprod, a=nonzero_grids, axis=[None, 0, -1], keepdims=[False, True])
def nanprod(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """The product of those that are numbers."""
    spread = axis is not None and not keepdims
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    a_bar = ~np.isnan(a) * others_along(np.where(np.isnan(a), 1, a), axis) * seed
    return a_bar


@tangent(np.nanprod)
def nanprod_tangent(a: Array, axis: Axis = None, *, keepdims: bool = False, a_dot: Array) -> Array:
    """The product of those that are numbers."""
    parts = ~np.isnan(a) * others_along(np.where(np.isnan(a), 1, a), axis)
    return np.sum(parts * a_dot, axis=axis, keepdims=keepdims)


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


@adjoint(np.nancumsum, a=with_nan, axis=[None, -1])
@adjoint(np.nancumsum, a=grids, axis=[None, 0, -1])
def nancumsum(a: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """What is not a number counts as zero."""
    last = -1 if axis is None else axis
    sums = sums_from_the_end(ans_bar, last)
    a_bar = np.where(np.isnan(a), 0, np.reshape(sums, np.shape(a)))
    return a_bar


@tangent(np.nancumsum)
def nancumsum_tangent(a: Array, axis: int | None = None, *, a_dot: Array) -> Array:
    """The sums of the tangents of those that are numbers."""
    return np.cumsum(np.where(np.isnan(a), 0, a_dot), axis=axis)


@adjoint(np.cumprod, a=nonzero_grids, axis=[None, 0, -1])
def cumprod(a: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """∂ansₖ/∂aᵢ is the product of the others up to k, for i ≤ k, found without a division."""
    parts = partial_products(np.ravel(a) if axis is None else np.moveaxis(a, axis, -1))
    seed = ans_bar if axis is None else np.moveaxis(ans_bar, axis, -1)
    last_bar = np.sum(parts * seed[..., None, :], axis=-1)
    a_bar = np.reshape(last_bar, np.shape(a)) if axis is None else np.moveaxis(last_bar, -1, axis)
    return a_bar


@tangent(np.cumprod)
def cumprod_tangent(a: Array, axis: int | None = None, *, a_dot: Array) -> Array:
    """The same derivatives, summed over i."""
    parts = partial_products(np.ravel(a) if axis is None else np.moveaxis(a, axis, -1))
    last_dot = np.ravel(a_dot) if axis is None else np.moveaxis(a_dot, axis, -1)
    ans_dot = np.sum(parts * last_dot[..., :, None], axis=-2)
    return ans_dot if axis is None else np.moveaxis(ans_dot, -1, axis)


@adjoint(np.nancumprod, a=with_nan, axis=[None, -1])
@adjoint(np.nancumprod, a=nonzero_grids, axis=[None, 0, -1])
def nancumprod(a: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """What is not a number counts as one."""
    kept = np.where(np.isnan(a), 1, a)
    parts = partial_products(np.ravel(kept) if axis is None else np.moveaxis(kept, axis, -1))
    seed = ans_bar if axis is None else np.moveaxis(ans_bar, axis, -1)
    last_bar = np.sum(parts * seed[..., None, :], axis=-1)
    full = np.reshape(last_bar, np.shape(a)) if axis is None else np.moveaxis(last_bar, -1, axis)
    a_bar = np.where(np.isnan(a), 0, full)
    return a_bar


@tangent(np.nancumprod)
def nancumprod_tangent(a: Array, axis: int | None = None, *, a_dot: Array) -> Array:
    """What is not a number counts as one."""
    kept, kept_dot = np.where(np.isnan(a), 1, a), np.where(np.isnan(a), 0, a_dot)
    parts = partial_products(np.ravel(kept) if axis is None else np.moveaxis(kept, axis, -1))
    last_dot = np.ravel(kept_dot) if axis is None else np.moveaxis(kept_dot, axis, -1)
    ans_dot = np.sum(parts * last_dot[..., :, None], axis=-2)
    return ans_dot if axis is None else np.moveaxis(ans_dot, -1, axis)


@adjoint(np.diff, a=shaped((3, 4)), prepend=[0.0, np.ones((3, 2))], append=[None, 1.0])
@adjoint(np.diff, a=shaped((3, 4)), append=[0.0, np.ones((2, 4))], axis=[0])
@adjoint(np.diff, a=shaped((3, 4)), n=[0], prepend=[0.0], append=[None, 1.0])
@adjoint(np.diff, a=shaped((4,), (3, 4), (4, 3)), n=[1, 2, 0, 3], axis=[-1, 0])
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
    if n == 0:
        full_bar = ans_bar
    elif n == 1:
        full_bar = -np.diff(ans_bar, axis=axis, prepend=0, append=0)
    else:
        full_bar = ans_bar
        for _ in range(n):
            full_bar = -np.diff(full_bar, axis=axis, prepend=0, append=0)
    if n == 0 or (prepend is None and append is None):
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
    if prepend is not None and n > 0:
        ends = np.take(a_dot, [0], axis=axis) if np.ndim(prepend) == 0 else prepend
        full = np.concatenate((np.zeros_like(ends), full), axis=axis)
    if append is not None and n > 0:
        ends = np.take(a_dot, [0], axis=axis) if np.ndim(append) == 0 else append
        full = np.concatenate((full, np.zeros_like(ends)), axis=axis)
    return full if n == 0 else np.diff(full, n=n, axis=axis)


heights, points = paired(
    ((3,), None), ((2, 3), None), ((3,), (3,)), ((3, 3), (3,)), ((2, 3), (2, 3))
)
step = Sample(shapes=((),) * 5, form="number", pairing=heights.pairing)


@adjoint(np.trapezoid, y=heights, x=points, dx=[1.0, 0.5], axis=[-1, 0])
@adjoint(np.trapezoid, y=heights, x=points, dx=step, axis=[-1, 0])
def trapezoid(
    y: Array, x: Array = None, dx: float = 1.0, axis: int = -1, *, ans_bar: Array
) -> tuple[Array, Array, Array]:
    """An interval gives half its length to each end, and the mean height to its length."""
    rows = np.moveaxis(y, axis, -1)
    seed = np.expand_dims(ans_bar, -1)
    if x is None:
        halves = 0.5 * dx * seed
        x_bar = 0.0
        dx_bar = np.sum(ans_bar * np.trapezoid(y, axis=axis))
    else:
        points = x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1)
        halves = 0.5 * np.diff(points) * seed
        means = 0.5 * (rows[..., 1:] + rows[..., :-1]) * seed
        points_bar = np.zeros(np.shape(rows), dtype=means.dtype)
        points_bar[..., 1:] += means
        points_bar[..., :-1] -= means
        summed = sum_to_shape(points_bar, np.shape(points))
        x_bar = summed if np.ndim(x) == 1 else np.moveaxis(summed, -1, axis)
        dx_bar = 0.0
    rows_bar = np.zeros_like(rows)
    rows_bar[..., 1:] += halves
    rows_bar[..., :-1] += halves
    y_bar = np.moveaxis(rows_bar, -1, axis)
    return y_bar, x_bar, dx_bar


@tangent(np.trapezoid)
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
        total = np.trapezoid(y_dot, x, dx, axis)
    if "x" in active:
        total = total + np.trapezoid(y, x_dot, dx, axis)
    if "dx" in active and x is None:
        total = total + dx_dot * np.trapezoid(y, axis=axis)
    return total
