"""Sparse Jacobians and Hessians equal the dense ones, with fewer products."""

from __future__ import annotations

from typing import Any

import numpy as np
import pytest

import tangentgen as tg
from tangentgen.errors import NotDifferentiable, WrongPattern
from tests.support import compare

sparse = pytest.importorskip("scipy.sparse", reason="the extra 'scipy' is not installed")


def stencil(x, k):
    y = x * x * k
    y[1:-1] = y[1:-1] + np.sin(x[2:]) * x[:-2]
    return y


def chain(x):
    return np.sum(100.0 * (x[1:] - x[:-1] ** 2) ** 2 + (1.0 - x[:-1]) ** 2)


def switched(x):
    y = x * 1.0
    if x[0] > 0:
        y = y + x[::-1] ** 2
    return y


def grid(m):
    return (m[1:] * m[:-1]).T


def count(matrix: Any) -> int:
    return int(matrix._groups.max()) + 1


def test_a_banded_jacobian() -> None:
    x = np.linspace(0.1, 2.0, 40)
    derived = tg.sparse_jacobian(stencil)
    found = derived(x, 3.0)
    assert sparse.issparse(found) and found.nnz < 4 * x.size and count(derived) <= 4
    compare.assert_close(found.toarray(), tg.jacobian(stencil)(x, 3.0), "Jacobian", 1e-12)
    again = derived(-x, 2.0).toarray()
    compare.assert_close(again, tg.jacobian(stencil)(-x, 2.0), "again", 1e-12)
    longer = np.linspace(0.1, 2.0, 50)
    compare.assert_close(
        derived(longer, 2.0).toarray(), tg.jacobian(stencil)(longer, 2.0), "longer", 1e-12
    )


def test_a_hessian() -> None:
    x = np.linspace(0.1, 2.0, 30)
    derived = tg.sparse_hessian(chain)
    compare.assert_close(derived(x).toarray(), tg.hessian(chain)(x), "Hessian", 1e-10)
    assert count(derived) == 3 and derived.__name__ == "chain_hessian"


def test_matrices_are_flattened() -> None:
    m = np.arange(1.0, 13.0).reshape(4, 3)
    want = tg.jacobian(grid)(m).reshape(9, 12)
    compare.assert_close(tg.sparse_jacobian(grid)(m).toarray(), want, "Jacobian", 1e-12)


def test_a_zero_at_the_first_point_is_no_zero_for_ever() -> None:
    derived = tg.sparse_jacobian(stencil)
    derived(np.zeros(5), 1.0)
    x = np.linspace(0.1, 1.0, 5)
    compare.assert_close(derived(x, 1.0).toarray(), tg.jacobian(stencil)(x, 1.0), "Jacobian", 1e-12)


def test_another_branch_has_another_pattern() -> None:
    derived = tg.sparse_jacobian(switched)
    for sign in (-1.0, 1.0, -1.0):
        x = sign * np.linspace(0.5, 1.0, 6)
        compare.assert_close(derived(x).toarray(), tg.jacobian(switched)(x), "Jacobian", 1e-12)


def test_a_given_pattern_is_used_and_checked() -> None:
    x = np.linspace(0.1, 2.0, 8)
    band = np.abs(np.subtract.outer(np.arange(8), np.arange(8))) <= 1
    found = tg.sparse_jacobian(stencil, pattern=band)(x, 3.0)
    compare.assert_close(found.toarray(), tg.jacobian(stencil)(x, 3.0), "Jacobian", 1e-12)
    with pytest.raises(WrongPattern, match="outside the pattern"):
        tg.sparse_jacobian(stencil, pattern=np.eye(8, dtype=bool))(x, 3.0)


def test_what_is_no_array_is_refused() -> None:
    with pytest.raises(NotDifferentiable):
        tg.sparse_jacobian(stencil, wrt="k")(np.ones(4), 2.0)
    with pytest.raises(NotDifferentiable):
        tg.sparse_jacobian(stencil, wrt=("x", "k"))
