"""Methods of universal functions: `reduce`, `accumulate`, `outer`, `reduceat`."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import Sample, full_grids, grids, nonzero_grids, shaped, tied
from tangentgen.rules.shared import (
    others_along,
    partial_products,
    running_extremum_origins,
    running_shares,
    section_numbers,
    sections_of,
    sums_from_the_end,
)
from tangentgen.rules.words import Array, Axis, adjoint, linear, tangent

MASK = np.array([True, False, True])


@adjoint(np.add.reduce, array=grids, axis=[0, None, -1, (0,)], keepdims=[False, True])
@adjoint(np.add.reduce, array=grids, axis=[0, None], where=[MASK])
def add_reduce(
    array: Array,
    axis: Axis = 0,
    *,
    keepdims: bool = False,
    initial: Array = 0,
    where: Array = True,
    ans_bar: Array,
) -> Array:
    """The sum, along the first axis where none is given."""
    spread = axis is not None and not keepdims
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    kept = seed if where is True else np.where(where, seed, 0)
    array_bar = np.broadcast_to(kept, np.shape(array))
    return array_bar


@tangent(np.add.reduce)
def add_reduce_tangent(
    array: Array,
    axis: Axis = 0,
    *,
    keepdims: bool = False,
    initial: Array = 0,
    where: Array = True,
    array_dot: Array,
) -> Array:
    """The sum of the tangents; what it begins with is constant."""
    return np.sum(array_dot, axis=axis, keepdims=keepdims, where=where)


@adjoint(np.multiply.reduce, array=nonzero_grids, initial=[1.5])
@adjoint(np.multiply.reduce, array=nonzero_grids, axis=[0, None, -1], keepdims=[False, True])
def multiply_reduce(
    array: Array, axis: Axis = 0, *, keepdims: bool = False, initial: Array = 1, ans_bar: Array
) -> Array:
    """The product: each entry gets the product of the others."""
    spread = axis is not None and not keepdims
    seed = initial * (np.expand_dims(ans_bar, axis) if spread else ans_bar)
    array_bar = others_along(array, axis) * seed
    return array_bar


@tangent(np.multiply.reduce)
def multiply_reduce_tangent(
    array: Array, axis: Axis = 0, *, keepdims: bool = False, initial: Array = 1, array_dot: Array
) -> Array:
    """The product: each entry gets the product of the others."""
    parts = others_along(array, axis)
    return initial * np.sum(parts * array_dot, axis=axis, keepdims=keepdims)


@adjoint(np.maximum.reduce, np.minimum.reduce, array=tied, axis=[None, -1])
@adjoint(
    *(np.maximum.reduce, np.minimum.reduce, np.fmax.reduce, np.fmin.reduce),
    array=full_grids,
    axis=[0, None, -1],
    keepdims=[False, True],
)
def extremum_reduce(
    array: Array, axis: Axis = 0, *, keepdims: bool = False, ans: Array, ans_bar: Array
) -> Array:
    """Those that attain the extremum share ans_bar."""
    spread = axis is not None and not keepdims
    top = array == (np.expand_dims(ans, axis) if spread else ans)
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    array_bar = top * seed / np.sum(top, axis=axis, keepdims=axis is not None)
    return array_bar


@tangent(np.maximum.reduce, np.minimum.reduce, np.fmax.reduce, np.fmin.reduce)
def extremum_reduce_tangent(
    array: Array, axis: Axis = 0, *, keepdims: bool = False, ans: Array, array_dot: Array
) -> Array:
    """The mean tangent of those that attain the extremum."""
    top = array == (np.expand_dims(ans, axis) if axis is not None and not keepdims else ans)
    count = np.sum(top, axis=axis, keepdims=keepdims)
    return np.sum(top * array_dot, axis=axis, keepdims=keepdims) / count


@adjoint(np.logaddexp.reduce, array=full_grids, axis=[0, None, -1], keepdims=[False, True])
def logaddexp_reduce(
    array: Array, axis: Axis = 0, *, keepdims: bool = False, ans: Array, ans_bar: Array
) -> Array:
    """d log Σ e^x = Σ e^x dx / Σ e^x, divided under the exponential."""
    spread = axis is not None and not keepdims
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    array_bar = np.exp(array - (np.expand_dims(ans, axis) if spread else ans)) * seed
    return array_bar


@tangent(np.logaddexp.reduce)
def logaddexp_reduce_tangent(
    array: Array, axis: Axis = 0, *, keepdims: bool = False, ans: Array, array_dot: Array
) -> Array:
    """d log Σ e^x = Σ e^x dx / Σ e^x, divided under the exponential."""
    top = np.expand_dims(ans, axis) if axis is not None and not keepdims else ans
    return np.sum(np.exp(array - top) * array_dot, axis=axis, keepdims=keepdims)


@adjoint(np.add.accumulate, array=grids, axis=[0, -1])
def add_accumulate(array: Array, axis: int = 0, *, ans_bar: Array) -> Array:
    """ansₖ = Σ aᵢ over i ≤ k  ⇒  a_barᵢ = Σ ans_barₖ over k ≥ i."""
    array_bar = sums_from_the_end(ans_bar, axis)
    return array_bar


linear(np.add.accumulate, in_="array")


@adjoint(np.multiply.accumulate, array=nonzero_grids, axis=[0, -1])
def multiply_accumulate(array: Array, axis: int = 0, *, ans_bar: Array) -> Array:
    """See `cumprod`."""
    parts = partial_products(np.moveaxis(array, axis, -1))
    seed = np.moveaxis(ans_bar, axis, -1)
    array_bar = np.moveaxis(np.sum(parts * seed[..., None, :], axis=-1), -1, axis)
    return array_bar


@tangent(np.multiply.accumulate)
def multiply_accumulate_tangent(array: Array, axis: int = 0, *, array_dot: Array) -> Array:
    """See `cumprod`."""
    parts = partial_products(np.moveaxis(array, axis, -1))
    dots = np.moveaxis(array_dot, axis, -1)[..., :, None]
    return np.moveaxis(np.sum(parts * dots, axis=-2), -1, axis)


@adjoint(np.maximum.accumulate, np.minimum.accumulate, array=tied, axis=[0, -1])
@adjoint(np.maximum.accumulate, np.minimum.accumulate, array=full_grids, axis=[0, -1])
def extremum_accumulate(array: Array, axis: int = 0, *, ans: Array, ans_bar: Array) -> Array:
    """Each goes to where the extremum so far was first attained."""
    origins = running_extremum_origins(array, ans, axis)
    rows_bar = np.zeros_like(np.moveaxis(array, axis, 0))
    places = np.moveaxis(origins, axis, 0)
    seeds = np.moveaxis(ans_bar, axis, 0)
    for k in range(len(rows_bar)):
        rows_bar[k] = np.sum(np.where(places == k, seeds, 0), axis=0)
    array_bar = np.moveaxis(rows_bar, 0, axis)
    return array_bar


@tangent(np.maximum.accumulate, np.minimum.accumulate)
def extremum_accumulate_tangent(
    array: Array, axis: int = 0, *, ans: Array, array_dot: Array
) -> Array:
    """The tangent from where the extremum so far was first attained."""
    return np.take_along_axis(array_dot, running_extremum_origins(array, ans, axis), axis)


@adjoint(np.add.outer, A=shaped((), (3,), (2, 3)), B=shaped((), (2,), (2, 2)))
def add_outer(A: Array, B: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ansᵢⱼ = aᵢ + bⱼ: each sums over the other's axes."""
    A_bar = np.sum(ans_bar, axis=tuple(range(np.ndim(A), np.ndim(A) + np.ndim(B))))
    B_bar = np.sum(ans_bar, axis=tuple(range(np.ndim(A))))
    return A_bar, B_bar


@tangent(np.add.outer)
def add_outer_tangent(A: Array, B: Array, *, ans: Array, A_dot: Array, B_dot: Array) -> Array:
    """The sum of the tangents."""
    left = np.reshape(np.broadcast_to(A_dot, np.shape(A)), np.shape(A) + (1,) * np.ndim(B))
    return np.zeros_like(ans) + left + B_dot


@adjoint(np.subtract.outer, A=shaped((), (3,), (2, 3)), B=shaped((), (2,), (2, 2)))
def subtract_outer(A: Array, B: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ansᵢⱼ = aᵢ - bⱼ: each sums over the other's axes."""
    A_bar = np.sum(ans_bar, axis=tuple(range(np.ndim(A), np.ndim(A) + np.ndim(B))))
    B_bar = -np.sum(ans_bar, axis=tuple(range(np.ndim(A))))
    return A_bar, B_bar


@tangent(np.subtract.outer)
def subtract_outer_tangent(A: Array, B: Array, *, ans: Array, A_dot: Array, B_dot: Array) -> Array:
    """The difference of the tangents."""
    left = np.reshape(np.broadcast_to(A_dot, np.shape(A)), np.shape(A) + (1,) * np.ndim(B))
    return np.zeros_like(ans) + left - B_dot


@adjoint(np.multiply.outer, A=shaped((), (3,), (2, 3)), B=shaped((), (2,), (2, 2)))
def multiply_outer(A: Array, B: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ansᵢⱼ = aᵢ bⱼ  ⇒  a_bar = ans_bar b, b_bar = a ans_bar."""
    A_bar = np.tensordot(ans_bar, B, np.ndim(B))
    B_bar = np.tensordot(A, ans_bar, np.ndim(A))
    return A_bar, B_bar


linear(np.multiply.outer, in_=("A", "B"))


@adjoint(np.divide.outer, A=shaped((), (3,), (2, 3)), B=Sample(gap=0.4, shapes=((), (2,), (2, 2))))
def divide_outer(A: Array, B: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ansᵢⱼ = aᵢ / bⱼ."""
    A_bar = np.tensordot(ans_bar, 1 / B, np.ndim(B))
    B_bar = -np.tensordot(A, ans_bar, np.ndim(A)) / B / B
    return A_bar, B_bar


@tangent(np.divide.outer)
def divide_outer_tangent(A: Array, B: Array, *, ans: Array, A_dot: Array, B_dot: Array) -> Array:
    """ansᵢⱼ = aᵢ / bⱼ."""
    left = np.reshape(np.broadcast_to(A_dot, np.shape(A)), np.shape(A) + (1,) * np.ndim(B))
    return left / B - ans / B * B_dot


@adjoint(np.add.reduceat, array=shaped((5,), (5, 2)), indices=[[0, 2], [1, 4, 2]], axis=[0])
@adjoint(np.add.reduceat, array=shaped((2, 5)), indices=[[0, 2]], axis=[-1])
def add_reduceat(array: Array, indices: Array, axis: int = 0, *, ans_bar: Array) -> Array:
    """Each entry collects from every section that it is in."""
    inside = section_numbers(indices, np.shape(array)[axis])
    array_bar = np.moveaxis(np.tensordot(inside, ans_bar, ((0,), (axis,))), 0, axis)
    return array_bar


linear(np.add.reduceat, in_="array")


SECTIONS = [[0, 2], [1, 4, 2]]


@adjoint(np.multiply.reduceat, array=shaped((5,), (5, 2)), indices=SECTIONS, axis=[0])
@adjoint(np.multiply.reduceat, array=shaped((2, 5)), indices=[[0, 2]], axis=[-1])
def multiply_reduceat(array: Array, indices: Array, axis: int = 0, *, ans_bar: Array) -> Array:
    """The product of each section: each entry gets the product of the others."""
    rows, seeds = np.moveaxis(array, axis, 0), np.moveaxis(ans_bar, axis, 0)
    rows_bar = np.zeros_like(rows)
    for k, (start, stop) in enumerate(sections_of(indices, len(rows))):
        rows_bar[start:stop] += others_along(rows[start:stop], 0) * seeds[k]
    array_bar = np.moveaxis(rows_bar, 0, axis)
    return array_bar


@tangent(np.multiply.reduceat)
def multiply_reduceat_tangent(
    array: Array, indices: Array, axis: int = 0, *, array_dot: Array
) -> Array:
    """The product of each section: each entry gets the product of the others."""
    rows, dots = np.moveaxis(array, axis, 0), np.moveaxis(array_dot, axis, 0)
    sums = [
        np.sum(others_along(rows[start:stop], 0) * dots[start:stop], axis=0)
        for start, stop in sections_of(indices, len(rows))
    ]
    return np.moveaxis(np.stack(sums), 0, axis)


@adjoint(np.maximum.reduceat, np.minimum.reduceat, array=tied, indices=[[0, 1]], axis=[-1])
@adjoint(
    *(np.maximum.reduceat, np.minimum.reduceat),
    array=shaped((5,), (5, 2)),
    indices=SECTIONS,
    axis=[0],
)
def extremum_reduceat(
    array: Array, indices: Array, axis: int = 0, *, ans: Array, ans_bar: Array
) -> Array:
    """Those of a section that attain its extremum share."""
    rows, tops = np.moveaxis(array, axis, 0), np.moveaxis(ans, axis, 0)
    seeds = np.moveaxis(ans_bar, axis, 0)
    rows_bar = np.zeros_like(rows)
    for k, (start, stop) in enumerate(sections_of(indices, len(rows))):
        top = rows[start:stop] == tops[k]
        rows_bar[start:stop] += top / np.sum(top, axis=0) * seeds[k]
    array_bar = np.moveaxis(rows_bar, 0, axis)
    return array_bar


@tangent(np.maximum.reduceat, np.minimum.reduceat)
def extremum_reduceat_tangent(
    array: Array, indices: Array, axis: int = 0, *, ans: Array, array_dot: Array
) -> Array:
    """The mean tangent of those of a section that attain its extremum."""
    rows, tops = np.moveaxis(array, axis, 0), np.moveaxis(ans, axis, 0)
    dots, means = np.moveaxis(array_dot, axis, 0), []
    for k, (start, stop) in enumerate(sections_of(indices, len(rows))):
        top = rows[start:stop] == tops[k]
        means.append(np.sum(top * dots[start:stop], axis=0) / np.sum(top, axis=0))
    return np.moveaxis(np.stack(means), 0, axis)


@adjoint(np.logaddexp.accumulate, array=full_grids, axis=[0, -1])
def logaddexp_accumulate(array: Array, axis: int = 0, *, ans: Array, ans_bar: Array) -> Array:
    """ansₖ = log Σ exp(aᵢ) over i ≤ k  ⇒  ∂ansₖ/∂aᵢ = exp(aᵢ - ansₖ)."""
    shares = running_shares(np.moveaxis(array, axis, -1), np.moveaxis(ans, axis, -1))
    rows_bar = np.sum(shares * np.moveaxis(ans_bar, axis, -1)[..., None, :], axis=-1)
    array_bar = np.moveaxis(rows_bar, -1, axis)
    return array_bar


@tangent(np.logaddexp.accumulate)
def logaddexp_accumulate_tangent(
    array: Array, axis: int = 0, *, ans: Array, array_dot: Array
) -> Array:
    """ansₖ = log Σ exp(aᵢ) over i ≤ k  ⇒  ∂ansₖ/∂aᵢ = exp(aᵢ - ansₖ)."""
    shares = running_shares(np.moveaxis(array, axis, -1), np.moveaxis(ans, axis, -1))
    rows_dot = np.sum(shares * np.moveaxis(array_dot, axis, -1)[..., :, None], axis=-2)
    return np.moveaxis(rows_dot, -1, axis)
