"""`scipy.linalg`. Most formulas are in Giles 2008, "Collected matrix derivative results"."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from scipy import linalg

from tangentgen.rules.samples import definite, listed, paired, shaped, square
from tangentgen.rules.words import Array, adjoint, linear, tangent

one = shaped((3, 3), (1, 1))
matrix = type(square)(shapes=((3, 3), (1, 1)), form="invertible")
positive_definite = type(definite)(shapes=((3, 3), (1, 1)), form="positive definite")
system, given = paired(((3, 3), (3,)), ((3, 3), (3, 2)), form="invertible")
triangle, right = paired(((3, 3), (3,)), ((3, 3), (3, 2)), form="invertible")


@adjoint(linalg.inv, a=matrix)
def inv(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """d a⁻¹ = -a⁻¹ da a⁻¹."""
    a_bar = -ans.T @ ans_bar @ ans.T
    return a_bar


@tangent(linalg.inv)
def inv_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """d a⁻¹ = -a⁻¹ da a⁻¹."""
    return -ans @ a_dot @ ans


@adjoint(linalg.det, a=matrix)
def det(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """d det(a) = det(a) tr(a⁻¹ da)."""
    a_bar = ans * ans_bar * np.linalg.inv(a).T
    return a_bar


@tangent(linalg.det)
def det_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """d det(a) = det(a) tr(a⁻¹ da)."""
    return ans * np.trace(np.linalg.solve(a, a_dot))


@adjoint(linalg.solve, a=system, b=given)
def solve(a: Array, b: Array, *, ans: Array, ans_bar: Array) -> tuple[Array, Array]:
    """a dans = db - da ans  ⇒  b_bar = a⁻ᵀ ans_bar, a_bar = -b_bar ansᵀ."""
    b_bar = linalg.solve(a.T, ans_bar)
    a_bar = -np.outer(b_bar, ans) if np.ndim(b) == 1 else -b_bar @ ans.T
    return a_bar, b_bar


@tangent(linalg.solve)
def solve_tangent(a: Array, b: Array, *, ans: Array, a_dot: Array, b_dot: Array) -> Array:
    """a dans = db - da ans."""
    return linalg.solve(a, b_dot - a_dot @ ans)


@adjoint(
    linalg.solve_triangular,
    a=triangle,
    b=right,
    trans=[0, 1],
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
    b_bar = linalg.solve_triangular(
        a, ans_bar, trans=1 - _trans(trans), lower=lower, unit_diagonal=unit_diagonal
    )
    full = -np.outer(b_bar, ans) if np.ndim(b) == 1 else -b_bar @ ans.T
    if _trans(trans) == 1:
        full = full.T
    below = int(unit_diagonal)
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
    below = int(unit_diagonal)
    part = np.tril(a_dot, -below) if lower else np.triu(a_dot, below)
    if _trans(trans) == 1:
        part = part.T
    return linalg.solve_triangular(
        a, b_dot - part @ ans, trans=trans, lower=lower, unit_diagonal=unit_diagonal
    )


def _trans(trans: int | str) -> int:
    """0 for a, 1 for its transpose, however it is written."""
    return {"N": 0, "T": 1}.get(trans, 0) if isinstance(trans, str) else trans


@adjoint(linalg.expm, A=one)
def expm(A: Array, *, ans_bar: Array) -> Array:
    """The adjoint of the Fréchet derivative at A is that at Aᵀ, and
    exp([[A, E], [0, A]]) has the derivative along E in its corner (Higham 2008, (10.43)).
    """
    size = len(A)
    pair = np.vstack((np.hstack((A.T, ans_bar)), np.hstack((np.zeros_like(A), A.T))))
    A_bar = linalg.expm(pair)[:size, size:]
    return A_bar


@tangent(linalg.expm)
def expm_tangent(A: Array, *, A_dot: Array) -> Array:
    """exp([[A, E], [0, A]]) has the derivative along E in its corner (Higham 2008, (10.43))."""
    size = len(A)
    pair = np.vstack((np.hstack((A, A_dot)), np.hstack((np.zeros_like(A), A))))
    return linalg.expm(pair)[:size, size:]


@adjoint(linalg.sqrtm, A=positive_definite)
def sqrtm(A: Array, *, ans: Array, ans_bar: Array) -> Array:
    """ans ans = A, so ansᵀ A_bar + A_bar ansᵀ = ans_bar: a Sylvester equation."""
    A_bar = linalg.solve_sylvester(ans.T, ans.T, ans_bar)
    return A_bar


@tangent(linalg.sqrtm)
def sqrtm_tangent(A: Array, *, ans: Array, A_dot: Array) -> Array:
    """Ans dans + dans ans = dA."""
    return linalg.solve_sylvester(ans, ans, A_dot)


@adjoint(linalg.cholesky, a=positive_definite, lower=[False, True])
def cholesky(a: Array, lower: bool = False, *, ans: Array, ans_bar: Array) -> Array:
    """Murray 2016, arXiv:1602.07527: with Φ the lower triangle whose diagonal is halved,
    a_bar is L⁻ᵀ Φ(Lᵀ L_bar) L⁻¹, of which SciPy reads one triangle.
    """
    if np.iscomplexobj(a):
        raise NotImplementedError("cholesky of complex numbers")
    factor = ans if lower else ans.T
    factor_bar = ans_bar if lower else ans_bar.T
    inner = np.tril(factor.T @ factor_bar)
    inner = inner - 0.5 * np.diag(np.diag(inner))
    half = linalg.solve_triangular(factor, inner.T, trans=1, lower=True)
    whole = linalg.solve_triangular(factor, half.T, trans=1, lower=True)
    a_bar = 0.5 * (whole + whole.T)
    return a_bar


@tangent(linalg.cholesky)
def cholesky_tangent(a: Array, lower: bool = False, *, ans: Array, a_dot: Array) -> Array:
    """dL = L Φ(L⁻¹ da L⁻ᵀ)."""
    if np.iscomplexobj(a):
        raise NotImplementedError("cholesky of complex numbers")
    factor = ans if lower else ans.T
    left = linalg.solve_triangular(factor, a_dot, lower=True)
    both = np.tril(linalg.solve_triangular(factor, left.T, lower=True))
    factor_dot = factor @ (both - 0.5 * np.diag(np.diag(both)))
    return factor_dot if lower else factor_dot.T


@adjoint(linalg.norm, a=shaped((3,), (2, 3)))
def norm(a: Array, *, ans: Array, ans_bar: Array) -> Array:
    """The square root of Σ |a|², at whose origin the derivative is taken as 0."""
    a_bar = ans_bar * np.conj(a) / np.where(ans == 0, 1, ans)
    return a_bar


@tangent(linalg.norm)
def norm_tangent(a: Array, *, ans: Array, a_dot: Array) -> Array:
    """D‖a‖ = Re Σ conj(a) da / ‖a‖."""
    return np.real(np.sum(np.conj(a) * a_dot)) / np.where(ans == 0, 1, ans)


@adjoint(linalg.solve_sylvester, a=matrix, b=matrix, q=matrix)
def solve_sylvester(
    a: Array, b: Array, q: Array, *, ans: Array, ans_bar: Array
) -> tuple[Array, Array, Array]:
    """a x + x b = q  ⇒  aᵀ q_bar + q_bar bᵀ = x_bar, a_bar = -q_bar xᵀ, b_bar = -xᵀ q_bar."""
    q_bar = linalg.solve_sylvester(a.T, b.T, ans_bar)
    a_bar = -q_bar @ ans.T
    b_bar = -ans.T @ q_bar
    return a_bar, b_bar, q_bar


@tangent(linalg.solve_sylvester)
def solve_sylvester_tangent(
    a: Array, b: Array, q: Array, *, ans: Array, a_dot: Array, b_dot: Array, q_dot: Array
) -> Array:
    """a dx + dx b = dq - da x - x db."""
    return linalg.solve_sylvester(a, b, q_dot - a_dot @ ans - ans @ b_dot)


@adjoint(linalg.block_diag, arrs=listed((2, 2), (1, 3)))
def block_diag(*arrs: Array, ans_bar: Array) -> Sequence[Array]:
    """Each block's adjoint is the block of the adjoint."""
    rows = np.cumsum([0, *(np.atleast_2d(a).shape[0] for a in arrs)])
    columns = np.cumsum([0, *(np.atleast_2d(a).shape[1] for a in arrs)])
    arrs_bar = [
        np.reshape(ans_bar[rows[i] : rows[i + 1], columns[i] : columns[i + 1]], np.shape(a))
        for i, a in enumerate(arrs)
    ]
    return arrs_bar


linear(linalg.block_diag, in_="arrs")
