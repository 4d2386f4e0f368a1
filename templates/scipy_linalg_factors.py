"""`scipy.linalg`: matrices taken apart into factors."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import linalg

from tangentgen.rules.samples import Sample, shaped
from tangentgen.rules.shared import (
    pivots_in_order,
    triangle_weights,
    triangles_adjoint,
    triangles_tangent,
)
from tangentgen.rules.words import Array, adjoint, tangent

matrix = Sample(shapes=((3, 3), (1, 1)), form="invertible")
rectangles = shaped((3, 3), (4, 2), (2, 4), (1, 1))
positive_definite = Sample(shapes=((3, 3), (1, 1)), form="positive definite")
singular_matrix = Sample(shapes=((3, 2), (3, 3), (2, 3)), form="separated")


@adjoint(linalg.cholesky, a=positive_definite, lower=[False, True])
def cholesky(a: Array, lower: bool = False, *, ans: Array, ans_bar: Array) -> Array:
    """Murray 2016, arXiv:1602.07527: with Φ the lower triangle whose diagonal is halved, the
    adjoint is L⁻ᵀ Φ(Lᵀ L_bar) L⁻¹. Only one triangle of a is read.
    """
    if np.ndim(a) > 2:
        raise NotImplementedError("cholesky of a stack of matrices")
    factor = ans if lower else np.conj(ans).T
    factor_bar = ans_bar if lower else np.conj(ans_bar).T
    weights = triangle_weights(len(a))
    inner = weights * (factor.T @ factor_bar)
    half = linalg.solve_triangular(factor, inner, trans=1, lower=True)
    full = linalg.solve_triangular(np.conj(factor), half.T, trans=1, lower=True)
    a_bar = (full.T + np.conj(full)) * (weights if lower else weights.T)
    return a_bar


@tangent(linalg.cholesky)
def cholesky_tangent(a: Array, lower: bool = False, *, ans: Array, a_dot: Array) -> Array:
    """dL = L Φ(L⁻¹ da L⁻ᴴ)."""
    if np.ndim(a) > 2:
        raise NotImplementedError("cholesky of a stack of matrices")
    factor = ans if lower else np.conj(ans).T
    weights = triangle_weights(len(a))
    half = a_dot * (weights if lower else weights.T)
    left = linalg.solve_triangular(factor, half + np.conj(half).T, lower=True)
    both = linalg.solve_triangular(factor, np.conj(left).T, lower=True)
    factor_dot = factor @ (weights * np.conj(both).T)
    return factor_dot if lower else np.conj(factor_dot).T


@adjoint(linalg.lu_factor, a=matrix)
def lu_factor(a: Array, *, ans: tuple[Array, Array], ans_bar: tuple[Array, Array]) -> Array:
    """P a = L U: with G = L⁻¹ P da U⁻¹, dL = L tril(G, -1) and dU = triu(G) U; both stand in one
    array.
    """
    if np.ndim(a) > 2:
        raise NotImplementedError("lu_factor of a stack of matrices")
    packed, pivots = ans
    lower, upper = np.tril(packed, -1) + np.eye(len(a)), np.triu(packed)
    lower_bar, upper_bar = np.tril(ans_bar[0], -1), np.triu(ans_bar[0])
    inner = np.tril(lower.T @ lower_bar, -1) + np.triu(upper_bar @ upper.T)
    left = linalg.solve_triangular(lower, inner, trans=1, lower=True)
    both = linalg.solve_triangular(upper, left.T).T
    a_bar = both[np.argsort(pivots_in_order(pivots))]
    return a_bar


@tangent(linalg.lu_factor)
def lu_factor_tangent(a: Array, *, ans: tuple[Array, Array], a_dot: Array) -> tuple[Array, Array]:
    """P a = L U: with G = L⁻¹ P da U⁻¹, dL = L tril(G, -1) and dU = triu(G) U."""
    if np.ndim(a) > 2:
        raise NotImplementedError("lu_factor of a stack of matrices")
    packed, pivots = ans
    lower, upper = np.tril(packed, -1) + np.eye(len(a)), np.triu(packed)
    moved = a_dot[pivots_in_order(pivots)]
    left = linalg.solve_triangular(lower, moved, lower=True)
    inner = linalg.solve_triangular(upper, left.T, trans=1).T
    return lower @ np.tril(inner, -1) + np.triu(inner) @ upper, np.zeros(np.shape(pivots))


@adjoint(linalg.lu, a=rectangles, permute_l=[False, True])
@adjoint(linalg.lu, a=rectangles, p_indices=[True])
def lu(
    a: Array,
    permute_l: bool = False,
    *,
    p_indices: bool = False,
    read: Set[int],
    ans: tuple[Array, ...],
    ans_bar: tuple[Array, ...],
) -> Array:
    """a = P L U with a constant P: see `lu_factor`. What is beside the square part is L₂ = A₂ U⁻¹
    below it, U₂ = L⁻¹ A₂ on the right.
    """
    if np.ndim(a) > 2:
        raise NotImplementedError("lu of a stack of matrices")
    if permute_l:
        order = linalg.lu(a, p_indices=True)[0]
        back = np.argsort(order)
        lower, upper = ans[0][back], ans[1]
        lower_bar = ans_bar[0][back] if 0 in read else np.zeros_like(lower)
        upper_bar = ans_bar[1] if 1 in read else np.zeros_like(upper)
    else:
        order = ans[0] if p_indices else np.argmax(ans[0], axis=1)
        lower, upper = ans[1], ans[2]
        lower_bar = ans_bar[1] if 1 in read else np.zeros_like(lower)
        upper_bar = ans_bar[2] if 2 in read else np.zeros_like(upper)
    a_bar = triangles_adjoint(lower, upper, lower_bar, upper_bar)[order]
    return a_bar


@tangent(linalg.lu)
def lu_tangent(
    a: Array,
    permute_l: bool = False,
    *,
    p_indices: bool = False,
    ans: tuple[Array, ...],
    a_dot: Array,
) -> tuple[Array, ...]:
    """P is constant; of the square part dL = L tril(G, -1) and dU = triu(G) U."""
    if np.ndim(a) > 2:
        raise NotImplementedError("lu of a stack of matrices")
    if permute_l:
        order = linalg.lu(a, p_indices=True)[0]
        back = np.argsort(order)
        lower_dot, upper_dot = triangles_tangent(ans[0][back], ans[1], a_dot[back])
        ans_dot: tuple[Array, ...] = (lower_dot[order], upper_dot)
    else:
        order = ans[0] if p_indices else np.argmax(ans[0], axis=1)
        lower_dot, upper_dot = triangles_tangent(ans[1], ans[2], a_dot[np.argsort(order)])
        ans_dot = (np.zeros(np.shape(ans[0])), lower_dot, upper_dot)
    return ans_dot


@adjoint(linalg.polar, a=singular_matrix, side=["right", "left"])
def polar(
    a: Array,
    side: str = "right",
    *,
    read: Set[int],
    ans: tuple[Array, Array],
    ans_bar: tuple[Array, Array],
) -> Array:
    """a = W diag(s) Vᴴ = u p, u = W Vᴴ, p = V diag(s) Vᴴ: with E = Wᴴ da V in the middle
    du is (Eᵢⱼ - Ēⱼᵢ) / (sᵢ + sⱼ) and dp is (sᵢ Eᵢⱼ + sⱼ Ēⱼᵢ) / (sᵢ + sⱼ) (Higham 2008, "Functions
    of Matrices", section 8.1), of full rank. On the left it is that of aᴴ = uᴴ p.
    """
    right = side == "right"
    w, s, vh = np.linalg.svd(a if right else np.conj(a).T, full_matrices=False)
    v = np.conj(vh).T
    u_bar = ans_bar[0] if 0 in read else np.zeros_like(ans[0])
    p_bar = ans_bar[1] if 1 in read else np.zeros_like(ans[1])
    seed = np.conj(u_bar) if right else u_bar.T
    of_p = np.conj(p_bar) + p_bar.T
    sums = s[:, None] + s
    of_u = np.conj(w).T @ seed @ v
    middle = (of_u - np.conj(of_u).T + s[:, None] * (vh @ of_p @ v)) / sums
    beside_w = (seed @ v - w @ of_u) / s @ vh
    rest = np.conj(w).T @ seed / s[:, None] + vh @ of_p
    full = w @ middle @ vh + beside_w + w @ (rest - rest @ v @ vh)
    a_bar = np.conj(full) if right else full.T
    return a_bar


@tangent(linalg.polar)
def polar_tangent(
    a: Array, side: str = "right", *, ans: tuple[Array, Array], a_dot: Array
) -> tuple[Array, Array]:
    """See `polar`: what is in the middle of du and dp, and what is beside it."""
    right = side == "right"
    w, s, vh = np.linalg.svd(a if right else np.conj(a).T, full_matrices=False)
    v = np.conj(vh).T
    moved = a_dot if right else np.conj(a_dot).T
    sums = s[:, None] + s
    inner = np.conj(w).T @ moved @ v
    turned = np.conj(inner).T
    across = np.conj(w).T @ moved - inner @ vh
    u_dot = w @ ((inner - turned) / sums) @ vh
    u_dot = u_dot + (moved @ v - w @ inner) / s @ vh + w @ (across / s[:, None])
    beside = v @ across
    p_dot = v @ ((s[:, None] * inner + s * turned) / sums) @ vh + beside + np.conj(beside).T
    return u_dot if right else np.conj(u_dot).T, p_dot


@adjoint(linalg.pinvh, a=positive_definite, lower=[True, False])
@adjoint(linalg.pinvh, a=singular_matrix, lower=[True, False])
def pinvh(a: Array, *, lower: bool = True, ans: Array, ans_bar: Array) -> Array:
    """See `np.linalg.pinv`, of a Hermitian matrix, of which only one triangle is read."""
    if np.ndim(a) > 2:
        raise NotImplementedError("pinvh of a stack of matrices")
    weights = triangle_weights(len(a)) if lower else triangle_weights(len(a)).T
    half = a * weights
    rest = np.eye(len(a)) - (half + np.conj(half).T) @ ans
    seed = np.conj(ans_bar)
    squared = ans @ ans
    full = squared @ seed @ rest + rest @ seed @ squared - ans @ seed @ ans
    a_bar = (np.conj(full) + full.T) * weights
    return a_bar


@tangent(linalg.pinvh)
def pinvh_tangent(a: Array, *, lower: bool = True, ans: Array, a_dot: Array) -> Array:
    """See `np.linalg.pinv`, of a Hermitian matrix, of which only one triangle is read."""
    if np.ndim(a) > 2:
        raise NotImplementedError("pinvh of a stack of matrices")
    weights = triangle_weights(len(a)) if lower else triangle_weights(len(a)).T
    half, half_dot = a * weights, a_dot * weights
    rest = np.eye(len(a)) - (half + np.conj(half).T) @ ans
    moved = half_dot + np.conj(half_dot).T
    squared = ans @ ans
    return squared @ moved @ rest + np.conj(rest).T @ moved @ squared - ans @ moved @ ans
