"""Norms, determinants and condition numbers."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules import shared
from tangentgen.rules.samples import (
    Sample,
    definite,
    grids,
    lopsided,
    rotating,
    separated,
    square,
)
from tangentgen.rules.shared import (
    cofactors,
    condition_partials,
    matrix_norm_partials,
    vector_norm_partials,
)
from tangentgen.rules.words import Array, Axis, adjoint, tangent

VECTOR_ORDERS = [2, 1, 3, 0.5, 0, -1, np.inf, -np.inf]
lopsided_matrices = Sample(gap=0.2, shapes=((3, 2), (4, 2, 3)))
MATRIX_ORDERS = ["fro", "nuc", 1, -1, 2, -2, np.inf, -np.inf]


@adjoint(np.linalg.det, a=square)
def det(a: Array, *, ans_bar: Array) -> Array:
    """d det(a) = Σ cofactorᵢⱼ daᵢⱼ, which needs no inverse."""
    a_bar = (ans_bar if np.ndim(a) == 2 else ans_bar[..., None, None]) * cofactors(a)
    return a_bar


@tangent(np.linalg.det)
def det_tangent(a: Array, *, a_dot: Array) -> Array:
    """d det(a) = Σ cofactorᵢⱼ daᵢⱼ."""
    return np.sum(cofactors(a) * a_dot, axis=(-2, -1))


@adjoint(shared.log_det, a=definite)
def log_det(a: Array, *, ans_bar: Array) -> Array:
    """d log det(a) = tr(a⁻¹ da)."""
    if np.ndim(a) == 2:
        a_bar = ans_bar * np.linalg.inv(a).T
    else:
        a_bar = ans_bar[..., None, None] * np.matrix_transpose(np.linalg.inv(a))
    return a_bar


@tangent(shared.log_det)
def log_det_tangent(a: Array, *, a_dot: Array) -> Array:
    """d log det(a) = tr(a⁻¹ da)."""
    return np.trace(np.linalg.solve(a, a_dot), axis1=-2, axis2=-1)


@adjoint(np.linalg.slogdet, a=square)
def slogdet(
    a: Array, *, read: Set[int], ans: tuple[Array, Array], ans_bar: tuple[Array, Array]
) -> Array:
    """d log|det(a)| = Re tr(a⁻¹ da); the sign is constant, or on the circle turned by the
    imaginary part.
    """
    seed = ans_bar[1] if 1 in read else np.zeros_like(ans[1])
    if np.iscomplexobj(a) and 0 in read:
        seed = seed + 1j * np.imag(ans_bar[0] * ans[0])
    if np.ndim(a) == 2:
        a_bar = seed * np.linalg.inv(a).T
    else:
        a_bar = seed[..., None, None] * np.matrix_transpose(np.linalg.inv(a))
    return a_bar


@tangent(np.linalg.slogdet)
def slogdet_tangent(a: Array, *, ans: tuple[Array, Array], a_dot: Array) -> tuple[Array, Array]:
    """d log|det(a)| = Re tr(a⁻¹ da); the sign is constant, or turns on the circle."""
    trace = np.trace(np.linalg.solve(a, a_dot), axis1=-2, axis2=-1)
    turned = 1j * ans[0] * np.imag(trace) if np.iscomplexobj(a) else np.zeros_like(ans[0])
    return turned, np.real(trace)


@adjoint(np.linalg.norm, x=grids, ord=[None], axis=[None, 0, -1], keepdims=[False, True])
@adjoint(np.linalg.norm, x=lopsided, ord=[1, 3], axis=[-1], keepdims=[True])
@adjoint(np.linalg.norm, x=lopsided, ord=VECTOR_ORDERS, axis=[0, -1, (0,)])
@adjoint(np.linalg.norm, x=lopsided_matrices, ord=MATRIX_ORDERS, axis=[None, (-2, -1)])
@adjoint(
    np.linalg.norm,
    x=Sample(gap=0.3, shapes=((3, 4, 2),)),
    ord=MATRIX_ORDERS,
    axis=[(2, 0)],
    keepdims=[True],
)
def norm(
    x: Array,
    ord: Array = None,
    axis: Axis = None,
    keepdims: bool = False,
    *,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """ans² = Σ |x|²  ⇒  x_bar = x* / ans ans_bar, 0 where ans is 0; and in all the other orders."""
    spread = axis is not None and not keepdims
    size = np.expand_dims(ans, axis) if spread else ans
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    is_vector = isinstance(axis, int) or (np.ndim(x) == 1 if axis is None else len(axis) == 1)
    if ord is None or ord == "fro" or (ord == 2 and is_vector):
        x_bar = np.conj(x) / np.where(size == 0, 1, size) * seed
    elif ord == 1 and is_vector:
        x_bar = np.conj(np.sign(x)) * seed
    elif is_vector:
        x_bar = vector_norm_partials(x, ord, axis, size) * seed
    else:
        x_bar = matrix_norm_partials(x, ord, (-2, -1) if axis is None else axis, size) * seed
    return x_bar


@tangent(np.linalg.norm)
def norm_tangent(
    x: Array,
    ord: Array = None,
    axis: Axis = None,
    keepdims: bool = False,
    *,
    ans: Array,
    x_dot: Array,
) -> Array:
    """dans = Σ Re(x* dx) / ans, 0 where ans is 0; and in all the other orders."""
    spread = axis is not None and not keepdims
    size = np.expand_dims(ans, axis) if spread else ans
    is_vector = isinstance(axis, int) or (np.ndim(x) == 1 if axis is None else len(axis) == 1)
    if ord is None or ord == "fro" or (ord == 2 and is_vector):
        total = np.sum(np.real(np.conj(x) * x_dot), axis=axis, keepdims=keepdims)
        ans_dot = total / np.where(ans == 0, 1, ans)
    elif ord == 1 and is_vector:
        ans_dot = np.sum(np.real(np.conj(np.sign(x)) * x_dot), axis=axis, keepdims=keepdims)
    elif is_vector:
        weights = vector_norm_partials(x, ord, axis, size)
        ans_dot = np.sum(np.real(weights * x_dot), axis=axis, keepdims=keepdims)
    else:
        weights = matrix_norm_partials(x, ord, (-2, -1) if axis is None else axis, size)
        ans_dot = np.sum(np.real(weights * x_dot), axis=axis, keepdims=keepdims)
    return ans_dot


@adjoint(np.linalg.vector_norm, x=lopsided, axis=[-1], keepdims=[True])
@adjoint(
    np.linalg.vector_norm,
    x=lopsided,
    axis=[None, -1, (0, 1)],
    keepdims=[False, True],
    ord=[2, 1, 3, -np.inf, 0],
)
def vector_norm(
    x: Array,
    *,
    axis: Axis = None,
    keepdims: bool = False,
    ord: Array = 2,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """ans² = Σ |x|²  ⇒  x_bar = x* / ans ans_bar, 0 where ans is 0; other orders likewise."""
    spread = axis is not None and not keepdims
    size = np.expand_dims(ans, axis) if spread else ans
    seed = np.expand_dims(ans_bar, axis) if spread else ans_bar
    if ord == 2:
        x_bar = np.conj(x) / np.where(size == 0, 1, size) * seed
    else:
        x_bar = vector_norm_partials(x, ord, axis, size) * seed
    return x_bar


@tangent(np.linalg.vector_norm)
def vector_norm_tangent(
    x: Array,
    *,
    axis: Axis = None,
    keepdims: bool = False,
    ord: Array = 2,
    ans: Array,
    x_dot: Array,
) -> Array:
    """dans = Σ Re(x* dx) / ans, 0 where ans is 0; other orders likewise."""
    size = np.expand_dims(ans, axis) if axis is not None and not keepdims else ans
    if ord == 2:
        total = np.sum(np.real(np.conj(x) * x_dot), axis=axis, keepdims=keepdims)
        ans_dot = total / np.where(ans == 0, 1, ans)
    else:
        weights = vector_norm_partials(x, ord, axis, size)
        ans_dot = np.sum(np.real(weights * x_dot), axis=axis, keepdims=keepdims)
    return ans_dot


@adjoint(
    np.linalg.matrix_norm,
    x=lopsided_matrices,
    keepdims=[False, True],
    ord=MATRIX_ORDERS,
)
def matrix_norm(
    x: Array, *, keepdims: bool = False, ord: Array = "fro", ans: Array, ans_bar: Array
) -> Array:
    """See `norm`; of the last two axes."""
    size = ans if keepdims else np.expand_dims(ans, (-2, -1))
    seed = ans_bar if keepdims else np.expand_dims(ans_bar, (-2, -1))
    x_bar = matrix_norm_partials(x, ord, (-2, -1), size) * seed
    return x_bar


@tangent(np.linalg.matrix_norm)
def matrix_norm_tangent(
    x: Array, *, keepdims: bool = False, ord: Array = "fro", ans: Array, x_dot: Array
) -> Array:
    """See `norm`; of the last two axes."""
    size = ans if keepdims else np.expand_dims(ans, (-2, -1))
    weights = matrix_norm_partials(x, ord, (-2, -1), size)
    return np.sum(np.real(weights * x_dot), axis=(-2, -1), keepdims=keepdims)


@adjoint(np.linalg.cond, x=rotating, p=["fro", "nuc", 1, -1, np.inf, -np.inf])
@adjoint(np.linalg.cond, x=separated, p=[None, 2, -2])
def cond(x: Array, p: Array = None, *, ans_bar: Array) -> Array:
    """The greatest singular value by the least, or the norm times that of the inverse."""
    x_bar = condition_partials(x, p) * np.expand_dims(ans_bar, (-2, -1))
    return x_bar


@tangent(np.linalg.cond)
def cond_tangent(x: Array, p: Array = None, *, x_dot: Array) -> Array:
    """The greatest singular value by the least, or the norm times that of the inverse."""
    return np.sum(np.real(condition_partials(x, p) * x_dot), axis=(-2, -1))
