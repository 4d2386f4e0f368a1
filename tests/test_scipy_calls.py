"""SciPy as it is called: each expression in both modes against differences.

Before the bar stands the shape of each argument: see `tests.support.called`.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.called import check_call

IMPORTS = "from scipy import integrate, linalg, ndimage, special\n"
CALLS = [
    "pd3 pd3 | linalg.eigh(x, y, eigvals_only=True)",
    "pd3 pd3 | linalg.eigh(x, y)[0]",
    "pd3 pd3 | w, v = linalg.eigh(x, b=y); np.abs(v) * w",
    'pd3 pd3 | linalg.eigvalsh(x, y, driver="gvd")',
    "c3x3 | np.abs(linalg.eigh(x, lower=False)[1])",
    "c3x3 | linalg.eigvalsh(x)",
    "3x3 | p, l, u = linalg.lu(x); l + u**2",
    "4x3 | l, u = linalg.lu(x, permute_l=True); l @ u + np.sum(u)",
    "2x3 | p, l, u = linalg.lu(x, p_indices=True); np.sum(u**2) + np.sum(l**2)",
    "c3x3 | linalg.lu(x)[2]",
    "3x3 | u, p = linalg.polar(x); u + p**2",
    "c3x3 | linalg.polar(x)[0]",
    '4x3 | linalg.polar(x, side="left")[1]',
    '3x4 | linalg.polar(x, "left")[0]',
    "pd3 | linalg.pinvh(x)",
    "c3x3 c3 | linalg.solve_triangular(x + 3 * np.eye(3), y, trans='C')",
    "c3x3 c3 | linalg.lu_solve(linalg.lu_factor(x), y, trans=2)",
    "3x3 c3 | linalg.lu_solve(linalg.lu_factor(x), y, trans=1)",
    "c3x3 c3 | linalg.cho_solve(linalg.cho_factor(x @ np.conj(x.T) + np.eye(3)), y)",
    "c3x3 3 | linalg.cho_solve(linalg.cho_factor(x @ np.conj(x.T) + np.eye(3), True), y)",
    "c3x3 c3 | linalg.cho_solve((linalg.cholesky(x @ np.conj(x.T) + np.eye(3)), False), y)",
    "c2x4 c4 | linalg.solveh_banded(0.1 * x + np.array([[0.0], [3.0]]) - 0.1j * x.imag, y)",
    "2x4 4 | linalg.solveh_banded(0.1 * x + np.array([[3.0], [0.0]]), y, lower=True)",
    "4x2 | linalg.pinvh(x @ x.T, lower=False)",
    "pd3 | linalg.cholesky(x + 0.1j * (x - x.T), check_finite=False)",
    "3 | out, sign = special.logsumexp(x, b=[1.0, -2.0, 0.5], return_sign=True); out * sign",
    "2x3 2x3 | special.logsumexp(x, axis=1, b=y, return_sign=True)[0]",
    "5 5 | integrate.simpson(x, x=np.cumsum(y**2))",
    "2x4 2x4 | integrate.simpson(x, x=np.cumsum(y**2, axis=-1), axis=-1)",
    "4x2 4 | integrate.simpson(y=x, x=np.cumsum(y**2), axis=0)",
    "4 s | integrate.simpson(x, dx=y)",
    "4 s | integrate.trapezoid(x, dx=y)",
    "4 s | integrate.cumulative_trapezoid(x, dx=y)",
    "5 s | integrate.romb(x, dx=y)",
    "4x3 2x5 | ndimage.map_coordinates(x, y, order=1, mode='nearest')",
    "4x3 3 | ndimage.map_coordinates(x, [np.abs(y), y**2], order=3)",
    "4x3 3 | ndimage.map_coordinates(x, np.stack((y, y**2)), mode='reflect')",
    "c4x3 | ndimage.map_coordinates(x, [[0.3, 1.2], [0.1, 1.9]])",
    "4x3 2x2 | ndimage.affine_transform(x, y, offset=(0.5, 0.2), order=1)",
    "4x3 s | ndimage.affine_transform(x, [1.0, 0.7], offset=y)",
    "4x3 | ndimage.rotate(x, 30.0, order=1)",
    "4x3 | ndimage.rotate(x, 90, reshape=False, mode='reflect')",
    "4x3 | ndimage.spline_filter(x)",
    "4x3 | ndimage.zoom(x, (2, 1), order=3, mode='reflect')",
    "4x3 | ndimage.zoom(x, 1, prefilter=False)",
    "4x3 | ndimage.shift(x, (0.4, -0.3), order=1)",
]


@pytest.mark.parametrize("call", CALLS)
def test_a_call(call: str, tmp_path: Path) -> None:
    check_call(call, tmp_path, IMPORTS)
