"""Linear algebra stays accurate on badly scaled matrices, against sixty digits.

The relative error of a gradient is at most ten times the larger of the primal's own and of the
condition number times the unit roundoff.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
import scipy.linalg as la

import tangentgen

mpmath = pytest.importorskip("mpmath")
N = 4
DIGITS = 60
STEP = "1e-25"


def scaled(rng: Any) -> Any:
    """Rows and columns from 1e-3 to 1e3, in no order."""
    rows, columns = 10.0 ** rng.uniform(-3, 3, N), 10.0 ** rng.uniform(-3, 3, N)
    return rows[:, None] * rng.normal(size=(N, N)) * columns


def near_singular(rng: Any) -> Any:
    u, _ = np.linalg.qr(rng.normal(size=(N, N)))
    v, _ = np.linalg.qr(rng.normal(size=(N, N)))
    return u @ np.diag([1.0, 1e-2, 1e-5, 1e-8]) @ v


def definite(rng: Any) -> Any:
    scales = 10.0 ** rng.uniform(-3, 3, N)
    half = rng.normal(size=(N, N))
    return scales[:, None] * (half @ half.T + np.eye(N)) * scales


def tall(rng: Any) -> Any:
    return rng.normal(size=(N, 2)) * [1e4, 1e-4]


def graded(rng: Any) -> Any:
    """Eigenvalues and singular values far apart."""
    u, _ = np.linalg.qr(rng.normal(size=(N, N)))
    return u @ np.diag([1e3, 1.0, 1e-2, 1e-4]) @ u.T


def triangular(rng: Any) -> Any:
    return np.tril(scaled(rng))


def unlike(rng: Any) -> Any:
    """Entries far apart, of a size whose exponential can be taken."""
    scales = 10.0 ** rng.uniform(-2, 2, N)
    return scales[:, None] * rng.normal(size=(N, N)) / scales


def column(rng: Any) -> Any:
    """The first column of a Toeplitz matrix, from 1e-3 to 1e3."""
    return (rng.permutation(10.0 ** np.linspace(-3, 3, N)) * rng.choice([-1.0, 1.0], N))[:, None]


def symmetrized(a: Any) -> Any:
    return (a + a.T) / 2


def inverse_of_normal(a: Any) -> Any:
    return (a.T * a) ** -1 * a.T


def last_solution(a: Any) -> Any:
    return mpmath.lu_solve(a, mpmath.matrix([1] * a.rows))


def singular_values(a: Any) -> Any:
    return mpmath.svd_r(a, compute_uv=False)


def eigenvalues(a: Any) -> Any:
    return mpmath.eigsy(symmetrized(a), eigvals_only=True)


def triangle(a: Any) -> Any:
    """The triangle of qr with a positive diagonal."""
    return mpmath.cholesky(a.T * a).T


def lower_part(a: Any) -> Any:
    return mpmath.matrix(N, N) + mpmath.matrix(
        [[a[i, j] if j <= i else 0 for j in range(N)] for i in range(N)]
    )


def toeplitz(c: Any) -> Any:
    return mpmath.matrix([[c[abs(i - j), 0] for j in range(N)] for i in range(N)])


def sylvester(a: Any, b: Any, q: Any) -> Any:
    """The solution of a x + x b = q, row by row, from one system of equations."""
    whole = mpmath.matrix(N * N, N * N)
    for i in range(N):
        for j in range(N):
            for k in range(N):
                whole[i * N + j, k * N + j] += a[i, k]
                whole[i * N + j, i * N + k] += b[k, j]
    return mpmath.lu_solve(whole, mpmath.matrix(list(q)))


def vectors(a: Any) -> Any:
    """Eigenvectors up to their signs."""
    return mpmath.eigsy(symmetrized(a))[1].apply(abs)


def by_eigenvalues(function: Any, a: Any) -> Any:
    """A function of a symmetric matrix."""
    values, turned = mpmath.eigsy(symmetrized(a))
    return turned * mpmath.diag([function(value) for value in values]) * turned.T


def left_vectors(a: Any) -> Any:
    return mpmath.svd_r(a)[0].apply(abs)


def leaning(rng: Any) -> Any:
    """Not symmetric, with real eigenvalues far apart."""
    v = rng.normal(size=(N, N)) + 2 * np.eye(N)
    return v @ np.diag([1e3, 1.0, -1e-2, 1e-4]) @ np.linalg.inv(v)


def banded(rng: Any) -> Any:
    """Three bands as SciPy keeps them, from 1e-3 to 1e3 and not close to singular."""
    scales = 10.0 ** rng.uniform(-3, 3, N)
    bands = rng.uniform(-0.3, 0.3, (3, N)) * scales
    bands[1] = scales
    return bands


def contraction(rng: Any) -> Any:
    scales = 10.0 ** rng.uniform(-2, 2, N)
    return scales[:, None] * rng.uniform(-0.2, 0.2, (N, N)) / scales


def by_real_part(a: Any) -> Any:
    return mpmath.matrix(sorted((w.real for w in mpmath.eig(a)[0]), key=float))


def right_vectors(a: Any) -> Any:
    """Of length 1, up to their signs, in the order of the eigenvalues."""
    values, turned = mpmath.eig(a)
    order = sorted(range(N), key=lambda k: float(values[k].real))
    columns = [turned[:, k].apply(mpmath.re) for k in order]
    scaled_ = [column / mpmath.norm(column) for column in columns]
    return mpmath.matrix([[abs(c[i]) for c in scaled_] for i in range(N)])


def ordered_vectors(a: Any) -> Any:
    w, v = np.linalg.eig(a)
    return np.abs(v[:, np.argsort(np.real(w))])


def of_pair(a: Any, b: Any) -> Any:
    """Eigenvalues of a v = w b v, by Cholesky's factor."""
    inverse = mpmath.cholesky(symmetrized(b)) ** -1
    return mpmath.eigsy(symmetrized(inverse * symmetrized(a) * inverse.T), eigvals_only=True)


def vectors_of_pair(a: Any, b: Any) -> Any:
    inverse = mpmath.cholesky(symmetrized(b)) ** -1
    inner = symmetrized(inverse * symmetrized(a) * inverse.T)
    return (inverse.T * mpmath.eigsy(inner)[1]).apply(abs)


def turned_part(a: Any) -> Any:
    u, _, v = mpmath.svd_r(a)
    return u * v


def stretched_part(a: Any) -> Any:
    return turned_part(a).T * a


def upper_factor(a: Any) -> Any:
    """What is left of Gauss's elimination, in the order of the rows that SciPy takes."""
    order = np.argsort(la.lu(np.array(a.tolist(), dtype=float), p_indices=True)[0])
    rows = [[a[int(i), j] for j in range(N)] for i in order]
    for k in range(N):
        for i in range(k + 1, N):
            ratio = rows[i][k] / rows[k][k]
            rows[i] = [x - ratio * y for x, y in zip(rows[i], rows[k], strict=True)]
    return mpmath.matrix(rows)


def of_bands(ab: Any) -> Any:
    return mpmath.matrix(
        [[ab[1 + i - j, j] if abs(i - j) < 2 else 0 for j in range(N)] for i in range(N)]
    )


def discrete(a: Any, q: Any) -> Any:
    """The solution of a x aᵀ - x + q = 0, row by row, from one system of equations."""
    whole = mpmath.eye(N * N)
    for i in range(N):
        for j in range(N):
            for k in range(N):
                for m in range(N):
                    whole[i * N + j, k * N + m] -= a[i, k] * a[j, m]
    return mpmath.lu_solve(whole, mpmath.matrix(list(q)))


def hermitian(a: Any) -> Any:
    return (a + a.T) / 2 + 0.1j * (a - a.T)


def hermitian_eigenvalues(a: Any) -> Any:
    return mpmath.eighe((a + a.T) / 2 + (a - a.T) * mpmath.mpc(0, 1) / 10, eigvals_only=True)


def hermitian_vectors(a: Any) -> Any:
    return mpmath.eighe((a + a.T) / 2 + (a - a.T) * mpmath.mpc(0, 1) / 10)[1].apply(abs)


def hermitian_right_vectors(a: Any) -> Any:
    """The rows of vh, up to their phases."""
    return mpmath.svd_c((a + a.T) / 2 + (a - a.T) * mpmath.mpc(0, 1) / 10)[2].apply(abs)


def column_sums(a: Any) -> Any:
    return [sum(abs(a[i, j]) for i in range(N)) for j in range(N)]


Q = np.arange(1.0, N * N + 1).reshape(N, N)
GIVEN = np.cos(Q + Q.T) + np.diag([3.0, 1.0, -2.0, 5.0])
B = Q.T / 10 + 3 * np.eye(N)
CASES: list[tuple[Callable[[Any], Any], Callable[[Any], Any], list[Callable[[Any], Any]]]] = [
    (np.linalg.inv, lambda a: a**-1, [scaled, near_singular]),
    (lambda a: np.linalg.solve(a, np.ones(N)), last_solution, [scaled, near_singular]),
    (np.linalg.det, mpmath.det, [scaled, near_singular]),
    (lambda a: np.linalg.slogdet(a)[1], lambda a: mpmath.log(abs(mpmath.det(a))), [scaled]),
    (
        lambda a: np.linalg.cholesky((a + a.T) / 2),
        lambda a: mpmath.cholesky(symmetrized(a)),
        [definite],
    ),
    (np.linalg.svdvals, singular_values, [scaled, graded]),
    (lambda a: np.linalg.eigvalsh((a + a.T) / 2), eigenvalues, [graded]),
    (lambda a: np.linalg.norm(a, 2), lambda a: singular_values(a)[0], [scaled, near_singular]),
    (lambda a: np.linalg.norm(a), lambda a: mpmath.norm(a), [scaled]),
    (lambda a: np.linalg.norm(a, "nuc"), lambda a: sum(singular_values(a)), [scaled]),
    (np.linalg.cond, lambda a: singular_values(a)[0] / singular_values(a)[-1], [scaled]),
    (np.linalg.pinv, inverse_of_normal, [tall]),
    (lambda a: np.abs(np.linalg.qr(a, mode="r")), lambda a: triangle(a).apply(abs), [scaled, tall]),
    (
        lambda a: np.linalg.lstsq(a, np.ones(len(a)))[0],
        lambda a: inverse_of_normal(a) * mpmath.matrix([1] * a.rows),
        [tall],
    ),
    (lambda a: np.abs(np.linalg.eigh((a + a.T) / 2)[1]), vectors, [graded]),
    (lambda a: np.abs(np.linalg.svd(a)[0]), left_vectors, [graded]),
    (lambda a: la.inv(a), lambda a: a**-1, [scaled, near_singular]),
    (lambda a: la.det(a), mpmath.det, [scaled, near_singular]),
    (lambda a: la.solve(a, np.ones(N)), last_solution, [scaled, near_singular]),
    (
        lambda a: la.solve((a + a.T) / 2, np.ones(N), assume_a="pos"),
        lambda a: last_solution(symmetrized(a)),
        [definite],
    ),
    (
        lambda a: la.solve_triangular(a, np.ones(N), lower=True),
        lambda a: last_solution(lower_part(a)),
        [triangular],
    ),
    (
        lambda a: la.cho_solve(la.cho_factor((a + a.T) / 2), np.ones(N)),
        lambda a: last_solution(symmetrized(a)),
        [definite],
    ),
    (lambda a: la.lu_solve(la.lu_factor(a), np.ones(N)), last_solution, [scaled, near_singular]),
    (
        lambda a: la.cholesky((a + a.T) / 2, lower=True),
        lambda a: mpmath.cholesky(symmetrized(a)),
        [definite],
    ),
    (lambda a: la.svdvals(a), singular_values, [scaled, graded]),
    (lambda a: la.eigvalsh((a + a.T) / 2), eigenvalues, [graded]),
    (lambda a: np.abs(la.eigh((a + a.T) / 2)[1]), vectors, [graded]),
    (lambda a: la.expm(a), mpmath.expm, [unlike]),
    (lambda a: la.cosm(a), mpmath.cosm, [unlike]),
    (lambda a: la.sqrtm((a + a.T) / 2), lambda a: by_eigenvalues(mpmath.sqrt, a), [definite]),
    (lambda a: la.logm((a + a.T) / 2), lambda a: by_eigenvalues(mpmath.log, a), [graded]),
    (
        lambda a: la.solve_sylvester(a, B, Q),
        lambda a: sylvester(a, mpmath.matrix(B.tolist()), mpmath.matrix(Q.tolist())),
        [definite, unlike],
    ),
    (
        lambda a: la.solve_continuous_lyapunov(a, Q),
        lambda a: sylvester(a, a.T, mpmath.matrix(Q.tolist())),
        [definite],
    ),
    (
        lambda a: la.solve_toeplitz(a[:, 0], np.ones(N)),
        lambda a: last_solution(toeplitz(a)),
        [column],
    ),
    (lambda a: np.sort(np.linalg.eigvals(a).real), by_real_part, [leaning]),
    (ordered_vectors, right_vectors, [leaning]),
    (lambda a: np.linalg.eigvalsh(hermitian(a)), hermitian_eigenvalues, [graded]),
    (lambda a: np.abs(np.linalg.eigh(hermitian(a))[1]), hermitian_vectors, [leaning]),
    (lambda a: np.abs(np.linalg.svd(hermitian(a))[2]), hermitian_right_vectors, [leaning]),
    (lambda a: np.linalg.norm(a, 1), lambda a: max(column_sums(a)), [scaled]),
    (
        lambda a: np.linalg.cond(a, 1),
        lambda a: max(column_sums(a)) * max(column_sums(a**-1)),
        [scaled],
    ),
    (lambda a: np.linalg.slogdet(a)[1], lambda a: mpmath.log(abs(mpmath.det(a))), [near_singular]),
    (
        lambda a: np.linalg.tensorsolve(np.reshape(a, (2, 2, 4)), np.ones((2, 2))),
        last_solution,
        [scaled],
    ),
    (
        lambda a: np.reshape(np.linalg.tensorinv(np.reshape(a, (2, 2, 4))), (4, 4)),
        lambda a: a**-1,
        [scaled],
    ),
    (
        lambda a: la.eigh((a + a.T) / 2, B + B.T, eigvals_only=True),
        lambda a: of_pair(a, mpmath.matrix((B + B.T).tolist())),
        [graded],
    ),
    (
        lambda a: la.eigvalsh(GIVEN, (a + a.T) / 2),
        lambda a: of_pair(mpmath.matrix(GIVEN.tolist()), a),
        [definite],
    ),
    (
        lambda a: np.abs(la.eigh(GIVEN, (a + a.T) / 2)[1]),
        lambda a: vectors_of_pair(mpmath.matrix(GIVEN.tolist()), a),
        [definite],
    ),
    (lambda a: la.polar(a)[0], turned_part, [scaled, near_singular]),
    (lambda a: la.polar(a)[1], stretched_part, [scaled, near_singular]),
    (lambda a: la.lu(a)[2], upper_factor, [scaled, near_singular]),
    (lambda a: la.lu_factor(a)[0] * np.tri(N).T, upper_factor, [scaled, near_singular]),
    (lambda a: la.pinvh((a + a.T) / 2), lambda a: symmetrized(a) ** -1, [graded]),
    (
        lambda a: la.solve_banded((1, 1), a, np.ones(N)),
        lambda a: last_solution(of_bands(a)),
        [banded],
    ),
    (
        lambda a: la.solve_discrete_lyapunov(a, Q),
        lambda a: discrete(a, mpmath.matrix(Q.tolist())),
        [contraction],
    ),
    (lambda a: la.sinm(a), mpmath.sinm, [unlike]),
    (
        lambda a: la.fractional_matrix_power((a + a.T) / 2, 0.3),
        lambda a: by_eigenvalues(lambda w: w ** mpmath.mpf(0.3), a),
        [graded],
    ),
    (lambda a: np.linalg.matrix_power(a, 3), lambda a: a**3, [scaled]),
    (lambda a: np.linalg.matrix_power(a, -2), lambda a: (a**-1) ** 2, [scaled]),
]
PAIRS = [
    pytest.param(f, reference, make, id=f"{number}-{make.__name__}")
    for number, (f, reference, kinds) in enumerate(CASES)
    for make in kinds
]


@pytest.mark.parametrize(("f", "reference", "make"), PAIRS)
def test_accurate(f: Any, reference: Any, make: Any) -> None:
    for seed in range(3):
        rng = np.random.default_rng(seed)
        a = make(rng)
        value = np.asarray(f(a))
        weights = rng.normal(size=value.shape)

        with mpmath.workdps(DIGITS):
            exact = _array(reference(mpmath.matrix(a.tolist()))).reshape(value.shape)
            gradient = _gradient(reference, a, weights)

        _, found = tangentgen.vjp(f)(a, cotangent=weights if weights.ndim else float(weights))
        own = np.linalg.norm(value - exact) / np.linalg.norm(exact)
        error = np.linalg.norm(found - gradient) / np.linalg.norm(gradient)
        limit = 10 * max(own, np.linalg.cond(a) * np.finfo(float).eps)
        assert error <= limit, (seed, error, own, np.linalg.cond(a))


def _gradient(reference: Any, a: Any, weights: Any) -> Any:
    """Differences with a step that leaves thirty digits."""
    step, out = mpmath.mpf(STEP), np.zeros(a.shape)
    w = [mpmath.mpf(float(x)) for x in np.ravel(weights)]

    def total(matrix: Any) -> Any:
        return mpmath.fdot(w, _flat(reference(matrix)))

    for i in range(a.shape[0]):
        for j in range(a.shape[1]):
            up, down = mpmath.matrix(a.tolist()), mpmath.matrix(a.tolist())
            up[i, j] += step
            down[i, j] -= step
            out[i, j] = float((total(up) - total(down)) / (2 * step))
    return out


def _flat(value: Any) -> list[Any]:
    return list(value) if hasattr(value, "rows") else [value]


def _array(value: Any) -> Any:
    return np.array([float(x) for x in _flat(value)])
