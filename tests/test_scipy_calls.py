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
    "4x2 | linalg.pinvh(x @ x.T, lower=False)",
    "pd3 | linalg.cholesky(x + 0.1j * (x - x.T), check_finite=False)",
]


@pytest.mark.parametrize("call", CALLS)
def test_a_call(call: str, tmp_path: Path) -> None:
    check_call(call, tmp_path, IMPORTS)
