"""Matrix decompositions."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import definite, separated
from tangentgen.rules.shared import (
    gap_inverses,
    qr_adjoint_of_tall,
    qr_tangent_of_tall,
    triangle_weights,
    turned_to_real,
    turned_to_real_adjoint,
)
from tangentgen.rules.words import Array, adjoint, tangent


@adjoint(np.linalg.cholesky, a=definite, upper=[False, True])
def cholesky(a: Array, *, upper: bool = False, ans: Array, ans_bar: Array) -> Array:
    """Murray 2016, arXiv:1602.07527: with Φ the lower triangle whose diagonal is halved,
    the adjoint is L⁻ᵀ Φ(Lᵀ L_bar) L⁻¹. Only one triangle of a is read.
    """
    factor = np.conj(np.matrix_transpose(ans)) if upper else ans
    factor_bar = np.conj(np.matrix_transpose(ans_bar)) if upper else ans_bar
    weights = triangle_weights(np.shape(a)[-1])
    turned = np.matrix_transpose(factor)
    left = np.linalg.solve(turned, weights * (turned @ factor_bar))
    full = np.linalg.solve(np.conj(turned), np.matrix_transpose(left))
    both = np.matrix_transpose(full) + np.conj(full)
    a_bar = both * (weights.T if upper else weights)
    return a_bar


@tangent(np.linalg.cholesky)
def cholesky_tangent(a: Array, *, upper: bool = False, ans: Array, a_dot: Array) -> Array:
    """dL = L Φ(L⁻¹ da L⁻ᵀ)."""
    factor = np.conj(np.matrix_transpose(ans)) if upper else ans
    weights = triangle_weights(np.shape(a)[-1])
    half = a_dot * (weights.T if upper else weights)
    left = np.linalg.solve(factor, half + np.conj(np.matrix_transpose(half)))
    both = np.linalg.solve(factor, np.conj(np.matrix_transpose(left)))
    factor_dot = factor @ (weights * np.conj(np.matrix_transpose(both)))
    return np.conj(np.matrix_transpose(factor_dot)) if upper else factor_dot


@adjoint(np.linalg.qr, a=separated, mode=["reduced", "r"])
def qr(a: Array, mode: str = "reduced", *, ans: Array, ans_bar: Array) -> Array:
    """Walter and Lehmann 2018, arXiv:1009.6112, of a matrix whose first columns are independent;
    the columns beyond the square part of r are qᵀ times those of a.
    """
    if mode not in ("reduced", "r"):
        raise NotImplementedError("qr in a mode other than 'reduced' and 'r'")
    if np.iscomplexobj(a):
        raise NotImplementedError("qr of complex numbers")
    n = min(np.shape(a)[-2], np.shape(a)[-1])
    q, r = ans if mode == "reduced" else np.linalg.qr(a)
    q_bar, r_bar = ans_bar if mode == "reduced" else (np.zeros_like(q), ans_bar)
    beyond_bar = r_bar[..., :, n:]
    q_all = q_bar + a[..., :, n:] @ np.matrix_transpose(beyond_bar)
    first_bar = qr_adjoint_of_tall(q, r[..., :, :n], q_all, r_bar[..., :, :n])
    a_bar = np.concatenate((first_bar, q @ beyond_bar), axis=-1)
    return a_bar


@tangent(np.linalg.qr)
def qr_tangent(a: Array, mode: str = "reduced", *, ans: Array, a_dot: Array) -> Array:
    """dq rests on the antisymmetric part of qᵀ da r⁻¹, dr on the rest."""
    if mode not in ("reduced", "r"):
        raise NotImplementedError("qr in a mode other than 'reduced' and 'r'")
    if np.iscomplexobj(a):
        raise NotImplementedError("qr of complex numbers")
    n = min(np.shape(a)[-2], np.shape(a)[-1])
    q, r = ans if mode == "reduced" else np.linalg.qr(a)
    q_dot, first_dot = qr_tangent_of_tall(q, r[..., :, :n], a_dot[..., :, :n])
    beyond = np.matrix_transpose(q_dot) @ a[..., :, n:]
    beyond = beyond + np.matrix_transpose(q) @ a_dot[..., :, n:]
    r_dot = np.concatenate((first_dot, beyond), axis=-1)
    return (q_dot, r_dot) if mode == "reduced" else r_dot


@adjoint(np.linalg.svdvals, x=separated)
def svdvals(x: Array, *, ans_bar: Array) -> Array:
    """x = U diag(s) Vᵀ  ⇒  ds = diag(Uᵀ dx V), for distinct singular values."""
    u, _, vt = np.linalg.svd(x, full_matrices=False)
    x_bar = np.conj((u * ans_bar[..., None, :]) @ vt)
    return x_bar


@tangent(np.linalg.svdvals)
def svdvals_tangent(x: Array, *, x_dot: Array) -> Array:
    """x = U diag(s) Vᵀ  ⇒  ds = diag(Uᵀ dx V), for distinct singular values."""
    u, _, vt = np.linalg.svd(x, full_matrices=False)
    inner = np.conj(u) * (x_dot @ np.conj(np.matrix_transpose(vt)))
    return np.real(np.sum(inner, axis=-2))


@adjoint(
    np.linalg.svd,
    a=separated,
    full_matrices=[False, True],
    compute_uv=[True, False],
)
def svd(
    a: Array,
    full_matrices: bool = True,
    compute_uv: bool = True,
    *,
    read: Set[int],
    ans: Array,
    ans_bar: Array,
) -> Array:
    """Townsend 2016, "Differentiating the singular value decomposition": distinct singular values,
    a = U diag(s) Vᴴ with as many columns in U and V as there are singular values. Complex ones are
    turned as LAPACK turns them: real in the first row of V, or of U, where a is wide. Of a square
    one nothing lies beside U and V, and one singular value may be zero.
    """
    n = min(np.shape(a)[-2], np.shape(a)[-1])
    if not compute_uv:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        a_bar = np.conj((u * ans_bar[..., None, :]) @ vt)
    elif 0 not in read and 2 not in read:
        u, vt = ans[0][..., :, :n], ans[2][..., :n, :]
        a_bar = np.conj((u * ans_bar[1][..., None, :]) @ vt)
    else:
        if full_matrices and np.shape(a)[-2] != np.shape(a)[-1]:
            raise NotImplementedError("singular vectors with full_matrices=True, not of a square")
        u, s, vt = ans
        v = np.conj(np.matrix_transpose(vt))
        u_bar = ans_bar[0] if 0 in read else np.zeros_like(u)
        v_bar = np.conj(np.matrix_transpose(ans_bar[2] if 2 in read else np.zeros_like(vt)))
        if np.iscomplexobj(a):
            turn_bar = np.imag(np.sum(u_bar * u, axis=-2) + np.sum(v_bar * v, axis=-2))
            if np.shape(a)[-2] >= np.shape(a)[-1]:
                v_bar = v_bar + turned_to_real_adjoint(turn_bar, v, 0)
            else:
                u_bar = u_bar + turned_to_real_adjoint(turn_bar, u, 0)
        inverse = gap_inverses(s**2)
        of_u = np.matrix_transpose(u) @ u_bar
        of_v = np.matrix_transpose(v) @ v_bar
        left = inverse * (of_u - np.conj(np.matrix_transpose(of_u))) * s[..., None, :]
        right = s[..., :, None] * inverse * (of_v - np.conj(np.matrix_transpose(of_v)))
        middle = left + right
        if 1 in read:
            middle = middle + np.eye(n) * ans_bar[1][..., None, :]
        if np.iscomplexobj(a):
            middle = middle + 1j * np.eye(n) * np.imag(of_u) / s[..., None, :]
        turned, across = np.conj(u), np.matrix_transpose(v)
        a_bar = turned @ middle @ across
        if np.shape(a)[-2] > np.shape(a)[-1]:
            a_bar = a_bar + (u_bar - turned @ of_u) / s[..., None, :] @ across
        elif np.shape(a)[-2] < np.shape(a)[-1]:
            beside_v = (v_bar - np.conj(v) @ of_v) / s[..., None, :]
            a_bar = a_bar + turned @ np.conj(np.matrix_transpose(beside_v))
    return a_bar


@tangent(np.linalg.svd)
def svd_tangent(
    a: Array,
    full_matrices: bool = True,
    compute_uv: bool = True,
    *,
    ans: Array,
    a_dot: Array,
) -> Array:
    """Townsend 2016, "Differentiating the singular value decomposition": distinct values. What
    fills up a full U or V to a square has no derivative: NaN.
    """
    if not compute_uv:
        u, _, vt = np.linalg.svd(a, full_matrices=False)
        inner = np.conj(u) * (a_dot @ np.conj(np.matrix_transpose(vt)))
        ans_dot = np.real(np.sum(inner, axis=-2))
    else:
        n = np.shape(ans[1])[-1]
        u, s, vt = ans[0][..., :, :n], ans[1], ans[2][..., :n, :]
        v = np.conj(np.matrix_transpose(vt))
        inverse = gap_inverses(s**2)
        inner = np.conj(np.matrix_transpose(u)) @ a_dot @ v
        turned = np.conj(np.matrix_transpose(inner))
        columns, rows = s[..., None, :], s[..., :, None]
        u_dot = u @ (inverse * (inner * columns + rows * turned))
        v_dot = v @ (inverse * (rows * inner + turned * columns))
        if np.shape(a)[-2] > np.shape(a)[-1]:
            u_dot = u_dot + (a_dot @ v - u @ inner) / columns
        elif np.shape(a)[-2] < np.shape(a)[-1]:
            v_dot = v_dot + (np.conj(np.matrix_transpose(a_dot)) @ u - v @ turned) / columns
        s_dot = np.real(np.sum(np.eye(n) * inner, axis=-1))
        if np.iscomplexobj(a):
            u_dot = u_dot + u @ (1j * np.eye(n) * np.imag(inner) / columns)
            if np.shape(a)[-2] >= np.shape(a)[-1]:
                turn = turned_to_real(v_dot, v, 0)
            else:
                turn = turned_to_real(u_dot, u, 0)
            u_dot, v_dot = u_dot - 1j * u * turn, v_dot - 1j * v * turn
        vt_dot = np.conj(np.matrix_transpose(v_dot))
        if full_matrices and np.shape(a)[-2] != np.shape(a)[-1]:
            beyond_u, beyond_v = ans[0][..., :, n:], ans[2][..., n:, :]
            u_dot = np.concatenate((u_dot, np.full_like(beyond_u, np.nan)), axis=-1)
            vt_dot = np.concatenate((vt_dot, np.full_like(beyond_v, np.nan)), axis=-2)
        ans_dot = (u_dot, s_dot, vt_dot)
    return ans_dot
