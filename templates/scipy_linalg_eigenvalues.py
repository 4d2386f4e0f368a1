"""`scipy.linalg`: eigenvalues and eigenvectors of symmetric and Hermitian matrices.

Of a pair of matrices see de Leeuw 2007, "Derivatives of Generalized Eigen Systems".
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import linalg

from tangentgen.rules.samples import Sample
from tangentgen.rules.shared import (
    gap_inverses,
    triangle_weights,
    turned_to_real,
    turned_to_real_adjoint,
)
from tangentgen.rules.words import Array, adjoint, tangent

symmetric_matrix = Sample(shapes=((3, 3),), form="symmetric")
one_triangle = Sample(shapes=((3, 3),), form="separated")
metric = Sample(shapes=((3, 3),), form="positive definite")


@adjoint(linalg.eigh, a=one_triangle, lower=[True, False], driver=["ev"])
@adjoint(linalg.eigh, a=symmetric_matrix, b=metric, lower=[True, False], driver=["gv"])
def eigh(
    a: Array,
    b: Array = None,
    *,
    lower: bool = True,
    type: int = 1,
    driver: str | None = None,
    read: Set[int],
    ans: tuple[Array, Array],
    ans_bar: tuple[Array, Array],
) -> tuple[Array, Array]:
    """a V = b V diag(w) with Vᴴ b V = 1: dw = diag(Vᴴ da V) - w diag(Vᴴ db V), dV = V C with
    Cᵢⱼ = (Vᴴ (da - wⱼ db) V)ᵢⱼ / (wⱼ - wᵢ) off the diagonal, and -1/2 Vᴴ db V on it. Only one
    triangle is read. Complex columns are turned as LAPACK turns them: see `np.linalg.eigh`.
    """
    if np.ndim(a) > 2:
        raise NotImplementedError("eigh of a stack of matrices")
    if b is not None and (np.iscomplexobj(a) or np.iscomplexobj(b)):
        raise NotImplementedError("eigh of a pair of complex matrices")
    if type != 1:
        raise NotImplementedError("eigh of another type than 1")
    w, v = ans
    w_bar = ans_bar[0] if 0 in read else np.zeros_like(w)
    v_bar = ans_bar[1] if 1 in read else np.zeros_like(v)
    if np.iscomplexobj(a) and 1 in read:
        turn_bar = np.imag(np.sum(v_bar * v, axis=0))
        v_bar = v_bar + turned_to_real_adjoint(turn_bar, v, 0 if lower else -1)
    weights = triangle_weights(len(a)) if lower else triangle_weights(len(a)).T
    through = v.T @ v_bar
    inner = gap_inverses(w) * through
    full = np.conj(v) @ (inner + np.diag(w_bar)) @ v.T
    a_bar = (full + np.conj(full).T) * weights
    if b is None:
        b_bar = 0.0
    else:
        beside = inner * w + np.diag(w * w_bar + 0.5 * np.diagonal(through))
        b_full = v @ beside @ v.T
        b_bar = -(b_full + b_full.T) * weights
    return a_bar, b_bar


@tangent(linalg.eigh)
def eigh_tangent(
    a: Array,
    b: Array = None,
    *,
    lower: bool = True,
    type: int = 1,
    driver: str | None = None,
    ans: tuple[Array, Array],
    active: Set[str],
    a_dot: Array,
    b_dot: Array,
) -> tuple[Array, Array]:
    """dw = diag(Vᴴ da V) - w diag(Vᴴ db V), dV = V C with the C of `eigh`."""
    if np.ndim(a) > 2:
        raise NotImplementedError("eigh of a stack of matrices")
    if b is not None and (np.iscomplexobj(a) or np.iscomplexobj(b)):
        raise NotImplementedError("eigh of a pair of complex matrices")
    if type != 1:
        raise NotImplementedError("eigh of another type than 1")
    w, v = ans
    weights = triangle_weights(len(a)) if lower else triangle_weights(len(a)).T
    inner = np.zeros_like(v)
    if "a" in active:
        half = a_dot * weights
        inner = np.conj(v).T @ (half + np.conj(half).T) @ v
    lengths = np.zeros_like(w)
    if "b" in active:
        b_half = b_dot * weights
        of_b = v.T @ (b_half + b_half.T) @ v
        inner = inner - of_b * w
        lengths = np.diagonal(of_b)
    v_dot = v @ (gap_inverses(w) * inner) - 0.5 * v * lengths
    if np.iscomplexobj(a):
        v_dot = v_dot - 1j * v * turned_to_real(v_dot, v, 0 if lower else -1)
    return np.real(np.diagonal(inner)), v_dot


@adjoint(linalg.eigvalsh, a=one_triangle, lower=[True, False])
@adjoint(linalg.eigvalsh, a=symmetric_matrix, b=metric, lower=[True, False])
def eigvalsh(
    a: Array,
    b: Array = None,
    *,
    lower: bool = True,
    type: int = 1,
    driver: str | None = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """dw = diag(Vᴴ da V) - w diag(Vᴴ db V) for the eigenvectors V with Vᴴ b V = 1. Only one
    triangle is read.
    """
    if np.ndim(a) > 2:
        raise NotImplementedError("eigvalsh of a stack of matrices")
    if type != 1:
        raise NotImplementedError("eigvalsh of another type than 1")
    v = linalg.eigh(a, b, lower=lower)[1]
    weights = triangle_weights(len(a)) if lower else triangle_weights(len(a)).T
    full = (np.conj(v) * ans_bar) @ v.T
    a_bar = (full + np.conj(full).T) * weights
    if b is None:
        b_bar = 0.0
    else:
        b_full = (np.conj(v) * (ans * ans_bar)) @ v.T
        b_bar = -(b_full + np.conj(b_full).T) * weights
    return a_bar, b_bar


@tangent(linalg.eigvalsh)
def eigvalsh_tangent(
    a: Array,
    b: Array = None,
    *,
    lower: bool = True,
    type: int = 1,
    driver: str | None = None,
    ans: Array,
    active: Set[str],
    a_dot: Array,
    b_dot: Array,
) -> Array:
    """dw = diag(Vᴴ da V) - w diag(Vᴴ db V) for the eigenvectors V with Vᴴ b V = 1."""
    if np.ndim(a) > 2:
        raise NotImplementedError("eigvalsh of a stack of matrices")
    if type != 1:
        raise NotImplementedError("eigvalsh of another type than 1")
    v = linalg.eigh(a, b, lower=lower)[1]
    weights = triangle_weights(len(a)) if lower else triangle_weights(len(a)).T
    ans_dot = np.zeros_like(ans)
    if "a" in active:
        half = a_dot * weights
        ans_dot = np.sum(np.real(np.conj(v) * ((half + np.conj(half).T) @ v)), axis=0)
    if "b" in active:
        b_half = b_dot * weights
        moved = np.conj(v) * ((b_half + np.conj(b_half).T) @ v)
        ans_dot = ans_dot - ans * np.sum(np.real(moved), axis=0)
    return ans_dot
