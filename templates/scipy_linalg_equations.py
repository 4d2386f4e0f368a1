"""`scipy.linalg`: equations with a structure, and matrices made of vectors."""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import linalg

from tangentgen.rules.samples import Sample, paired, shaped
from tangentgen.rules.shared import along_diagonals
from tangentgen.rules.words import Array, adjoint, tangent

matrix = Sample(shapes=((3, 3), (1, 1)), form="invertible")
contraction = Sample(low=-0.4, high=0.4, shapes=((3, 3),))
strong, right = paired(((3,), (3,)), ((3,), (3, 2)), low=0.5)
column, row = paired(((3,), (4,)), ((1,), (3,)), ((2,), None))


@adjoint(linalg.solve_continuous_lyapunov, a=matrix, q=matrix)
def solve_continuous_lyapunov(
    a: Array, q: Array, *, ans: Array, ans_bar: Array
) -> tuple[Array, Array]:
    """a x + x aᴴ = q  ⇒  aᵀ q_bar + q_bar a* = x_bar, a_bar = -q_bar xᵀ - (xᵀ q_bar)ᴴ."""
    if np.ndim(a) > 2:
        raise NotImplementedError("solve_continuous_lyapunov of a stack of matrices")
    q_bar = linalg.solve_continuous_lyapunov(a.T, ans_bar)
    a_bar = -q_bar @ ans.T - np.conj(ans.T @ q_bar).T
    return a_bar, q_bar


@tangent(linalg.solve_continuous_lyapunov)
def solve_continuous_lyapunov_tangent(
    a: Array, q: Array, *, ans: Array, a_dot: Array, q_dot: Array
) -> Array:
    """a dx + dx aᴴ = dq - da x - x daᴴ."""
    if np.ndim(a) > 2:
        raise NotImplementedError("solve_continuous_lyapunov of a stack of matrices")
    seed = q_dot - a_dot @ ans - ans @ np.conj(np.transpose(a_dot))
    return linalg.solve_continuous_lyapunov(a, np.broadcast_to(seed, np.shape(a)))


@adjoint(linalg.solve_discrete_lyapunov, a=contraction, q=shaped((3, 3)))
def solve_discrete_lyapunov(
    a: Array, q: Array, method: str | None = None, *, ans: Array, ans_bar: Array
) -> tuple[Array, Array]:
    """a x aᴴ - x + q = 0  ⇒  aᵀ q_bar a* - q_bar + x_bar = 0."""
    if np.ndim(a) > 2:
        raise NotImplementedError("solve_discrete_lyapunov of a stack of matrices")
    q_bar = linalg.solve_discrete_lyapunov(a.T, ans_bar, method)
    a_bar = q_bar @ np.conj(a) @ ans.T + np.conj(ans.T @ a.T @ q_bar).T
    return a_bar, q_bar


@tangent(linalg.solve_discrete_lyapunov)
def solve_discrete_lyapunov_tangent(
    a: Array, q: Array, method: str | None = None, *, ans: Array, a_dot: Array, q_dot: Array
) -> Array:
    """a dx aᴴ - dx + dq + da x aᴴ + a x daᴴ = 0."""
    if np.ndim(a) > 2:
        raise NotImplementedError("solve_discrete_lyapunov of a stack of matrices")
    seed = q_dot + a_dot @ ans @ np.conj(a.T) + a @ ans @ np.conj(np.transpose(a_dot))
    return linalg.solve_discrete_lyapunov(a, np.broadcast_to(seed, np.shape(a)), method)


@adjoint(linalg.solve_toeplitz, c=strong, b=right)
def solve_toeplitz(c: Array, b: Array, *, ans: Array, ans_bar: Array) -> tuple[Array, Array]:
    """As for `solve`, where each entry of c stands on two diagonals."""
    if isinstance(c, tuple):
        raise NotImplementedError("solve_toeplitz with a row of its own")
    if np.iscomplexobj(c) or np.ndim(c) > 1:
        raise NotImplementedError("solve_toeplitz of complex numbers or of a stack")
    b_bar = linalg.solve_toeplitz(c, ans_bar)
    full = -np.outer(b_bar, ans) if np.ndim(b) == 1 else -b_bar @ ans.T
    c_bar = along_diagonals(full)
    return c_bar, b_bar


@tangent(linalg.solve_toeplitz)
def solve_toeplitz_tangent(
    c: Array, b: Array, *, active: Set[str], ans: Array, c_dot: Array, b_dot: Array
) -> Array:
    """a dx = db - da x."""
    if isinstance(c, tuple):
        raise NotImplementedError("solve_toeplitz with a row of its own")
    if np.iscomplexobj(c) or np.ndim(c) > 1:
        raise NotImplementedError("solve_toeplitz of complex numbers or of a stack")
    seed = np.zeros_like(ans)
    if "b" in active:
        seed = seed + b_dot
    if "c" in active:
        seed = seed - linalg.toeplitz(c_dot) @ ans
    return linalg.solve_toeplitz(c, seed)


@adjoint(linalg.hankel, c=column, r=row)
def hankel(c: Array, r: Array = None, *, ans_bar: Array) -> tuple[Array, Array]:
    """Each entry collects from its antidiagonal: the same matrix of numbers tells from where. The
    first entry of r is not read; without r, zeros go on.
    """
    if np.ndim(c) > 1:
        raise NotImplementedError("hankel of a stack of vectors")
    n = np.size(c)
    beyond = np.full(n - 1, n) if r is None else np.arange(n, n + np.size(r) - 1)
    places = linalg.hankel(np.arange(n), np.concatenate(([0], beyond)))
    flat_bar = np.zeros(n + np.size(beyond) + 1, dtype=ans_bar.dtype)
    np.add.at(flat_bar, places, ans_bar)
    c_bar = flat_bar[:n]
    r_bar = np.concatenate(([0.0], flat_bar[n : n + np.size(beyond)]))
    return c_bar, r_bar


@tangent(linalg.hankel)
def hankel_tangent(
    c: Array, r: Array = None, *, active: Set[str], c_dot: Array, r_dot: Array
) -> Array:
    """The same of the tangents; zeros for what is constant."""
    if np.ndim(c) > 1:
        raise NotImplementedError("hankel of a stack of vectors")
    first = c_dot if "c" in active else np.zeros(np.shape(c))
    if r is None:
        return linalg.hankel(first)
    return linalg.hankel(first, r_dot if "r" in active else np.zeros(np.shape(r)))
