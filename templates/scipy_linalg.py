"""`scipy.linalg`. Most formulas are in Giles 2008, "Collected matrix derivative results"."""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from scipy import linalg

from tangentgen.rules.samples import Sample, among, listed, paired, shaped, square
from tangentgen.rules.shared import (
    cofactors,
    transposed_bands,
    triangle_weights,
)
from tangentgen.rules.words import Array, adjoint, linear, tangent

one = shaped((3, 3), (1, 1), (2, 3, 3))
singular = among(0.0, shapes=((3, 3), (2, 2)))
matrix = Sample(shapes=((3, 3), (1, 1)), form="invertible")
positive_definite = Sample(shapes=((3, 3), (1, 1)), form="positive definite")
system, given = paired(((3, 3), (3,)), ((3, 3), (3, 2)), form="invertible")
definite_system, definite_given = paired(((3, 3), (3,)), ((3, 3), (3, 2)), form="positive definite")
banded, banded_given = paired(((3, 4), (4,)), ((3, 4), (4, 2)), form="banded")
triangle, right = paired(((3, 3), (3,)), ((3, 3), (3, 2)), form="invertible")


@adjoint(linalg.inv, a=square)
def inv(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """d a⁻¹ = -a⁻¹ da a⁻¹."""
    if np.ndim(a) == 2:
        a_bar = -ans.T @ ans_bar @ ans.T
    else:
        a_bar = -np.matrix_transpose(ans) @ ans_bar @ np.matrix_transpose(ans)
    return a_bar


@tangent(linalg.inv)
def inv_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """d a⁻¹ = -a⁻¹ da a⁻¹."""
    return -ans @ a_dot @ ans


@adjoint(linalg.det, a=singular)
@adjoint(linalg.det, a=square)
def det(a: Array, *, ans_bar: Array) -> Array:
    """d det(a) = Σ cofactorᵢⱼ daᵢⱼ, which needs no inverse."""
    a_bar = (ans_bar if np.ndim(a) == 2 else ans_bar[..., None, None]) * cofactors(a)
    return a_bar


@tangent(linalg.det)
def det_tangent(a: Array, *, a_dot: Array) -> Array:
    """d det(a) = Σ cofactorᵢⱼ daᵢⱼ."""
    return np.sum(cofactors(a) * a_dot, axis=(-2, -1))


@adjoint(linalg.solve, a=system, b=given, assume_a=["sym"], lower=[False, True])
@adjoint(linalg.solve, a=definite_system, b=definite_given, assume_a=["pos"], lower=[False, True])
@adjoint(linalg.solve, a=definite_system, b=definite_given, assume_a=["sym", "gen"])
@adjoint(linalg.solve, a=system, b=given)
def solve(
    a: Array,
    b: Array,
    lower: bool = False,
    *,
    assume_a: str | None = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """a dans = db - da ans  ⇒  b_bar = a⁻ᵀ ans_bar, a_bar = -b_bar ansᵀ. Of a symmetric matrix
    only one triangle is read.
    """
    if np.ndim(a) > 2:
        raise NotImplementedError("solve of a stack of matrices")
    if assume_a not in (None, "gen", "general", "sym", "symmetric", "pos", "positive definite"):
        raise NotImplementedError("solve for a matrix of this kind")
    if assume_a not in (None, "gen", "general") and np.iscomplexobj(a):
        raise NotImplementedError("solve for a Hermitian matrix")
    if assume_a in (None, "gen", "general"):
        b_bar = linalg.solve(a.T, ans_bar)
    else:
        b_bar = linalg.solve(a, ans_bar, lower, assume_a=assume_a)
    full = -np.outer(b_bar, ans) if np.ndim(b) == 1 else -b_bar @ ans.T
    if assume_a in (None, "gen", "general"):
        a_bar = full
    else:
        weights = triangle_weights(len(a))
        a_bar = (full + full.T) * (weights if lower else weights.T)
    return a_bar, b_bar


@tangent(linalg.solve)
def solve_tangent(
    a: Array,
    b: Array,
    lower: bool = False,
    *,
    assume_a: str | None = None,
    ans: Array,
    a_dot: Array,
    b_dot: Array,
) -> Array:
    """a dans = db - da ans."""
    if assume_a not in (None, "gen", "general", "sym", "symmetric", "pos", "positive definite"):
        raise NotImplementedError("solve for a matrix of this kind")
    if np.ndim(a) > 2:
        raise NotImplementedError("solve of a stack of matrices")
    if assume_a not in (None, "gen", "general") and np.iscomplexobj(a):
        raise NotImplementedError("solve for a Hermitian matrix")
    if assume_a in (None, "gen", "general"):
        matrix_dot = a_dot
    elif lower:
        matrix_dot = np.tril(a_dot) + np.tril(a_dot, -1).T
    else:
        matrix_dot = np.triu(a_dot) + np.triu(a_dot, 1).T
    seed = b_dot - matrix_dot @ ans
    return linalg.solve(a, seed, lower, assume_a=assume_a)


@adjoint(
    linalg.solve_triangular,
    a=triangle,
    b=right,
    trans=[0, 1, 2, "N", "T", "C"],
    lower=[False, True],
    unit_diagonal=[False, True],
)
def solve_triangular(
    a: Array,
    b: Array,
    trans: int | str = 0,
    lower: bool = False,
    unit_diagonal: bool = False,
    *,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """As for `solve`, of the triangle that is read; a unit diagonal is not read."""
    if np.ndim(a) > 2:
        raise NotImplementedError("solve_triangular of a stack of matrices")
    matrix = np.conj(a) if trans in (2, "C") else a
    b_bar = linalg.solve_triangular(
        matrix, ans_bar, trans=1 - _trans(trans), lower=lower, unit_diagonal=unit_diagonal
    )
    full = -np.outer(b_bar, ans) if np.ndim(b) == 1 else -b_bar @ ans.T
    if trans in (2, "C"):
        full = np.conj(full.T)
    elif _trans(trans) == 1:
        full = full.T
    below = 1 if unit_diagonal else 0
    a_bar = np.tril(full, -below) if lower else np.triu(full, below)
    return a_bar, b_bar


@tangent(linalg.solve_triangular)
def solve_triangular_tangent(
    a: Array,
    b: Array,
    trans: int | str = 0,
    lower: bool = False,
    unit_diagonal: bool = False,
    *,
    ans: Array,
    a_dot: Array,
    b_dot: Array,
) -> Array:
    """a dans = db - da ans, of the triangle that is read."""
    if np.ndim(a) > 2:
        raise NotImplementedError("solve_triangular of a stack of matrices")
    below = 1 if unit_diagonal else 0
    part = np.tril(a_dot, -below) if lower else np.triu(a_dot, below)
    if trans in (2, "C"):
        part = np.conj(part.T)
    elif _trans(trans) == 1:
        part = part.T
    return linalg.solve_triangular(
        a, b_dot - part @ ans, trans=trans, lower=lower, unit_diagonal=unit_diagonal
    )


def _trans(trans: int | str) -> int:
    """0 for a, 1 for its transpose, conjugated or not, however it is written."""
    return 0 if trans in (0, "N") else 1


@adjoint(linalg.expm, A=one)
def expm(A: Array, *, ans_bar: Array) -> Array:
    """The adjoint of the Fréchet derivative at A is that at Aᵀ, and
    exp([[A, E], [0, A]]) has the derivative along E in its corner (Higham 2008, (10.43)).
    """
    size = np.shape(A)[-1]
    turned = np.matrix_transpose(A)
    A_bar = linalg.expm(np.block([[turned, ans_bar], [np.zeros_like(A), turned]]))
    A_bar = A_bar[..., :size, size:]
    return A_bar


@tangent(linalg.expm)
def expm_tangent(A: Array, *, A_dot: Array) -> Array:
    """exp([[A, E], [0, A]]) has the derivative along E in its corner (Higham 2008, (10.43))."""
    size = np.shape(A)[-1]
    return linalg.expm(np.block([[A, A_dot], [np.zeros_like(A), A]]))[..., :size, size:]


@adjoint(linalg.sqrtm, A=positive_definite)
def sqrtm(A: Array, *, ans: Array, ans_bar: Array) -> Array:
    """ans ans = A, so ansᵀ A_bar + A_bar ansᵀ = ans_bar: a Sylvester equation."""
    if np.ndim(A) > 2:
        raise NotImplementedError("sqrtm of a stack of matrices")
    A_bar = linalg.solve_sylvester(ans.T, ans.T, ans_bar)
    return A_bar


@tangent(linalg.sqrtm)
def sqrtm_tangent(A: Array, *, ans: Array, A_dot: Array) -> Array:
    """Ans dans + dans ans = dA."""
    if np.ndim(A) > 2:
        raise NotImplementedError("sqrtm of a stack of matrices")
    return linalg.solve_sylvester(ans, ans, A_dot)


@adjoint(linalg.solve_sylvester, a=matrix, b=matrix, q=matrix)
def solve_sylvester(
    a: Array, b: Array, q: Array, *, ans: Array, ans_bar: Array
) -> tuple[Array, Array, Array]:
    """a x + x b = q  ⇒  aᵀ q_bar + q_bar bᵀ = x_bar, a_bar = -q_bar xᵀ, b_bar = -xᵀ q_bar."""
    if np.ndim(a) > 2:
        raise NotImplementedError("solve_sylvester of a stack of matrices")
    q_bar = linalg.solve_sylvester(a.T, b.T, ans_bar)
    a_bar = -q_bar @ ans.T
    b_bar = -ans.T @ q_bar
    return a_bar, b_bar, q_bar


@tangent(linalg.solve_sylvester)
def solve_sylvester_tangent(
    a: Array, b: Array, q: Array, *, ans: Array, a_dot: Array, b_dot: Array, q_dot: Array
) -> Array:
    """a dx + dx b = dq - da x - x db."""
    if np.ndim(a) > 2:
        raise NotImplementedError("solve_sylvester of a stack of matrices")
    return linalg.solve_sylvester(a, b, q_dot - a_dot @ ans - ans @ b_dot)


@adjoint(linalg.block_diag, arrs=listed((2, 2), (1, 3)))
def block_diag(*arrs: Array, ans_bar: Array) -> Sequence[Array]:
    """Each block's adjoint is the block of the adjoint."""
    if any(np.ndim(a) > 2 for a in arrs):
        raise NotImplementedError("block_diag of stacks of matrices")
    rows = np.cumsum([0, *(np.atleast_2d(a).shape[0] for a in arrs)])
    columns = np.cumsum([0, *(np.atleast_2d(a).shape[1] for a in arrs)])
    arrs_bar = [
        np.reshape(ans_bar[rows[i] : rows[i + 1], columns[i] : columns[i + 1]], np.shape(a))
        for i, a in enumerate(arrs)
    ]
    return arrs_bar


linear(linalg.block_diag, in_="arrs")


@adjoint(linalg.svdvals, a=shaped((3, 2), (2, 3), (3, 3), (2, 3, 2)))
def svdvals(a: Array, *, ans_bar: Array) -> Array:
    """ds = diag(Uᴴ da V)."""
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    a_bar = np.conj((u * ans_bar[..., None, :]) @ vt)
    return a_bar


@tangent(linalg.svdvals)
def svdvals_tangent(a: Array, *, a_dot: Array) -> Array:
    """ds = diag(Uᴴ da V)."""
    u, _, vt = np.linalg.svd(a, full_matrices=False)
    inner = np.conj(u) * (a_dot @ np.conj(np.matrix_transpose(vt)))
    return np.real(np.sum(inner, axis=-2))


@adjoint(linalg.solve_banded, l_and_u=[(1, 1)], ab=banded, b=banded_given)
def solve_banded(
    l_and_u: tuple[int, int], ab: Array, b: Array, *, ans: Array, ans_bar: Array
) -> tuple[Array, Array]:
    """a x = b  ⇒  b_bar = a⁻ᵀ x_bar, a_bar = -b_bar xᵀ inside the bands, where ab[u + i - j, j]
    is aᵢⱼ.
    """
    if np.ndim(ab) > 2:
        raise NotImplementedError("solve_banded of a stack of matrices")
    below, above = l_and_u
    turned = transposed_bands(ab, below, above)
    b_bar = linalg.solve_banded((above, below), turned, ans_bar)
    rows = np.arange(-above, below + 1)[:, None] + np.arange(np.shape(ab)[1])
    inside = (rows >= 0) & (rows < np.shape(ab)[1])
    moved = b_bar[np.where(inside, rows, 0)]
    products = moved * ans if np.ndim(b) == 1 else np.sum(moved * ans, axis=-1)
    ab_bar = -np.where(inside, products, 0)
    return ab_bar, b_bar


@tangent(linalg.solve_banded)
def solve_banded_tangent(
    l_and_u: tuple[int, int], ab: Array, b: Array, *, ans: Array, ab_dot: Array, b_dot: Array
) -> Array:
    """a dx = db - da x, a band after the other."""
    if np.ndim(ab) > 2:
        raise NotImplementedError("solve_banded of a stack of matrices")
    below, above = l_and_u
    seed = np.zeros_like(ans) + b_dot
    bands = np.zeros_like(ab) + ab_dot
    for k in range(-above, below + 1):
        first, last = max(0, -k), np.shape(ab)[1] - max(0, k)
        band = bands[above + k, first:last]
        part = ans[first:last]
        seed[first + k : last + k] -= band * part if np.ndim(b) == 1 else band[:, None] * part
    return linalg.solve_banded(l_and_u, ab, seed)


@adjoint(linalg.toeplitz, c=shaped((3,)))
@adjoint(linalg.toeplitz, c=shaped((3,), (1,)), r=shaped((4,), (3,)))
def toeplitz(c: Array, r: Array = None, *, ans_bar: Array) -> tuple[Array, Array]:
    """Each entry collects from its diagonal: the same matrix of numbers tells from where."""
    if np.ndim(c) > 1:
        raise NotImplementedError("toeplitz of a stack of vectors")
    if np.iscomplexobj(c):
        raise NotImplementedError("toeplitz of complex numbers")
    n = np.size(c)
    beyond = np.arange(1, n) if r is None else np.arange(n, n + np.size(r) - 1)
    places = linalg.toeplitz(np.arange(n), np.concatenate(([0], beyond)))
    flat_bar = np.zeros(max(n, np.max(places) + 1))
    np.add.at(flat_bar, places, ans_bar)
    c_bar = np.reshape(flat_bar[:n], np.shape(c))
    r_bar = np.concatenate(([0.0], flat_bar[n:]))
    return c_bar, r_bar


@tangent(linalg.toeplitz)
def toeplitz_tangent(
    c: Array, r: Array = None, *, active: Set[str], c_dot: Array, r_dot: Array
) -> Array:
    """The same of the tangents; zeros for what is constant."""
    if np.ndim(c) > 1:
        raise NotImplementedError("toeplitz of a stack of vectors")
    first = c_dot if "c" in active else np.zeros(np.shape(c))
    if r is None:
        return linalg.toeplitz(first)
    return linalg.toeplitz(first, r_dot if "r" in active else np.zeros(np.shape(r)))


@adjoint(linalg.circulant, c=shaped((3,), (1,)))
def circulant(c: Array, *, ans_bar: Array) -> Array:
    """Each entry collects from where it was put."""
    if np.ndim(c) > 1:
        raise NotImplementedError("circulant of a stack of vectors")
    c_bar = np.zeros_like(c)
    np.add.at(c_bar, linalg.circulant(np.arange(len(c))), ans_bar)
    return c_bar


@tangent(linalg.circulant)
def circulant_tangent(c: Array, *, c_dot: Array) -> Array:
    """The same of the tangent."""
    if np.ndim(c) > 1:
        raise NotImplementedError("circulant of a stack of vectors")
    return linalg.circulant(c_dot)
