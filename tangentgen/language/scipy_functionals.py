"""SciPy's functions of factors and of covariances, in Python: derivatives go through these.

Imported once `scipy.linalg` is.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from scipy import linalg

from tangentgen.inside import GENERATED

globals()[GENERATED] = __name__  # their text is printed where they are called


def cho_solved(factor: Any, lower: bool, b: Any) -> Any:
    """`scipy.linalg.cho_solve`."""
    if lower:
        half = linalg.solve_triangular(factor, b, lower=True)
        return linalg.solve_triangular(factor, half, trans=1, lower=True)
    half = linalg.solve_triangular(factor, b, trans=1)
    return linalg.solve_triangular(factor, half)


def hermitian_solved(factor: Any, lower: bool, b: Any) -> Any:
    """`scipy.linalg.cho_solve` of what may be complex."""
    if lower:
        half = linalg.solve_triangular(factor, b, lower=True)
        return linalg.solve_triangular(factor, half, trans=2, lower=True)
    half = linalg.solve_triangular(factor, b, trans=2)
    return linalg.solve_triangular(factor, half)


def lu_solved(packed: Any, pivots: Any, b: Any, trans: int) -> Any:
    """`scipy.linalg.lu_solve`; `pivots` are the exchanges that LAPACK lists."""
    order = np.arange(len(pivots))
    for k in range(len(pivots)):
        order[[k, pivots[k]]] = order[[pivots[k], k]]
    if trans == 0:
        half = linalg.solve_triangular(packed, b[order], lower=True, unit_diagonal=True)
        return linalg.solve_triangular(packed, half)
    half = linalg.solve_triangular(packed, b, trans=1)
    moved = linalg.solve_triangular(packed, half, trans=1, lower=True, unit_diagonal=True)
    return moved[np.argsort(order)]


def adjoint_solved(packed: Any, pivots: Any, b: Any) -> Any:
    """`scipy.linalg.lu_solve` with trans=2, of the conjugate transpose."""
    order = np.arange(len(pivots))
    for k in range(len(pivots)):
        order[[k, pivots[k]]] = order[[pivots[k], k]]
    half = linalg.solve_triangular(packed, b, trans=2)
    moved = linalg.solve_triangular(packed, half, trans=2, lower=True, unit_diagonal=True)
    return moved[np.argsort(order)]


def symmetric_bands_solved(ab: Any, b: Any, lower: bool) -> Any:
    """`scipy.linalg.solveh_banded`, by the bands of both triangles."""
    width, n = np.shape(ab)[0] - 1, np.shape(ab)[1]
    whole = np.zeros((2 * width + 1, n), dtype=ab.dtype)
    for k in range(width + 1):
        band = np.conj(ab[k, : n - k]) if lower else ab[width - k, k:]
        whole[width + k, : n - k] = np.conj(band)
        whole[width - k, k:] = band
    return linalg.solve_banded((width, width), whole, b)


def log_normal_density(x: Any, mean: Any, cov: Any) -> Any:
    """`scipy.stats.multivariate_normal.logpdf` of a covariance that has an inverse."""
    factor = linalg.cholesky(cov, lower=True)
    z = linalg.solve_triangular(factor, np.transpose(x - mean), lower=True)
    norm = 0.5 * len(cov) * np.log(2 * np.pi) + np.sum(np.log(np.diag(factor)))
    return -0.5 * np.sum(z * z, axis=0) - norm
