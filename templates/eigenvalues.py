"""Eigenvalues and eigenvectors: where eigenvalues are distinct (Giles 2008, section 3.1)."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

import numpy as np

from tangentgen.rules.samples import rotating, symmetric
from tangentgen.rules.shared import (
    gap_inverses,
    normalized_adjoint,
    normalized_tangent,
    triangle_weights,
    turned_to_real,
    turned_to_real_adjoint,
)
from tangentgen.rules.words import Array, adjoint, tangent

Triangle = Literal["L", "U", "l", "u"]


@adjoint(np.linalg.eigh, a=symmetric, UPLO=["L", "U"])
def eigh(
    a: Array,
    UPLO: Triangle = "L",
    *,
    read: Set[int],
    ans: tuple[Array, Array],
    ans_bar: tuple[Array, Array],
) -> Array:
    """a = V diag(w) Vᴴ: dw = diag(Vᴴ da V), dV = V (F ∘ Vᴴ da V) with Fᵢⱼ = 1 / (wⱼ - wᵢ) off
    the diagonal. Only one triangle of a is read. Complex columns are turned as LAPACK turns them:
    the first entry is real, or the last one, with the upper triangle.
    """
    w, v = ans
    if 1 not in read:
        full = (np.conj(v) * ans_bar[0][..., None, :]) @ np.matrix_transpose(v)
    else:
        v_bar = ans_bar[1]
        if np.iscomplexobj(a):
            turn_bar = np.imag(np.sum(v_bar * v, axis=-2))
            row = 0 if UPLO in ("L", "l") else -1
            v_bar = v_bar + turned_to_real_adjoint(turn_bar, v, row)
        turned = np.matrix_transpose(v)
        inner = gap_inverses(w) * (turned @ v_bar)
        if 0 in read:
            inner = inner + np.eye(np.shape(w)[-1]) * ans_bar[0][..., None, :]
        full = np.conj(v) @ inner @ turned
    weights = triangle_weights(np.shape(a)[-1])
    both = full + np.conj(np.matrix_transpose(full))
    a_bar = both * (weights if UPLO in ("L", "l") else weights.T)
    return a_bar


@tangent(np.linalg.eigh)
def eigh_tangent(
    a: Array, UPLO: Triangle = "L", *, ans: tuple[Array, Array], a_dot: Array
) -> tuple[Array, Array]:
    """dw = diag(Vᴴ da V), dV = V (F ∘ Vᴴ da V); complex columns are turned as LAPACK does."""
    w, v = ans
    weights = triangle_weights(np.shape(a)[-1])
    half = a_dot * (weights if UPLO in ("L", "l") else weights.T)
    whole = half + np.conj(np.matrix_transpose(half))
    inner = np.conj(np.matrix_transpose(v)) @ whole @ v
    w_dot = np.real(np.sum(np.eye(np.shape(w)[-1]) * inner, axis=-1))
    v_dot = v @ (gap_inverses(w) * inner)
    if np.iscomplexobj(a):
        v_dot = v_dot - 1j * v * turned_to_real(v_dot, v, 0 if UPLO in ("L", "l") else -1)
    return w_dot, v_dot


@adjoint(np.linalg.eigvalsh, a=symmetric, UPLO=["L", "U"])
def eigvalsh(a: Array, UPLO: Triangle = "L", *, ans_bar: Array) -> Array:
    """dw = diag(Vᵀ da V) for the eigenvectors V. Only one triangle of a is read."""
    v = np.linalg.eigh(a, UPLO)[1]
    full = (np.conj(v) * ans_bar[..., None, :]) @ np.matrix_transpose(v)
    weights = triangle_weights(np.shape(a)[-1])
    both = full + np.conj(np.matrix_transpose(full))
    a_bar = both * (weights if UPLO in ("L", "l") else weights.T)
    return a_bar


@tangent(np.linalg.eigvalsh)
def eigvalsh_tangent(a: Array, UPLO: Triangle = "L", *, a_dot: Array) -> Array:
    """dw = diag(Vᵀ da V) for the eigenvectors V."""
    v = np.linalg.eigh(a, UPLO)[1]
    weights = triangle_weights(np.shape(a)[-1])
    half = a_dot * (weights if UPLO in ("L", "l") else weights.T)
    whole = half + np.conj(np.matrix_transpose(half))
    return np.real(np.sum(np.conj(v) * (whole @ v), axis=-2))


@adjoint(np.linalg.eigvals, a=rotating)
def eigvals(a: Array, *, ans_bar: Array) -> Array:
    """dw = diag(V⁻¹ da V) for the eigenvectors V."""
    v = np.linalg.eig(a)[1]
    turned = np.matrix_transpose(v)
    full = np.linalg.solve(turned, ans_bar[..., :, None] * turned)
    a_bar = full if np.iscomplexobj(a) else np.real(full)
    return a_bar


@tangent(np.linalg.eigvals)
def eigvals_tangent(a: Array, *, a_dot: Array) -> Array:
    """dw = diag(V⁻¹ da V) for the eigenvectors V."""
    v = np.linalg.eig(a)[1]
    return np.diagonal(np.linalg.solve(v, a_dot @ v), axis1=-2, axis2=-1)


@adjoint(np.linalg.eig, a=rotating)
def eig(a: Array, *, ans: tuple[Array, Array], ans_bar: tuple[Array, Array]) -> Array:
    """dw = diag(V⁻¹ da V), dV = V (F ∘ V⁻¹ da V) but for the length and phase of its columns:
    they have length 1 and their largest entry is real.
    """
    w, v = ans
    w_bar, v_bar = ans_bar
    turned = np.matrix_transpose(v)
    inner = gap_inverses(w) * (turned @ normalized_adjoint(v, v_bar))
    inner = inner + np.eye(np.shape(w)[-1]) * w_bar[..., None, :]
    full = np.linalg.solve(turned, inner @ turned)
    a_bar = full if np.iscomplexobj(a) else np.real(full)
    return a_bar


@tangent(np.linalg.eig)
def eig_tangent(a: Array, *, ans: tuple[Array, Array], a_dot: Array) -> tuple[Array, Array]:
    """dw = diag(V⁻¹ da V), dV = V (F ∘ V⁻¹ da V), less what changes the length or the phase."""
    w, v = ans
    inner = np.linalg.solve(v, a_dot @ v)
    w_dot = np.diagonal(inner, axis1=-2, axis2=-1)
    return w_dot, normalized_tangent(v, v @ (gap_inverses(w) * inner))
