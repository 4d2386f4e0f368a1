"""What calls and products of SciPy's objects stand for: their rules go by these functions.

The text keeps what the user wrote, `M @ x` and `spline(t)`.
"""

from __future__ import annotations

from typing import Any

import numpy as np


def sparse_product(matrix: Any, x: Any) -> Any:
    """A sparse matrix times an array."""
    return matrix @ x


def product_with_sparse(x: Any, matrix: Any) -> Any:
    """An array times a sparse matrix."""
    return x @ matrix


def spline_at(spline: Any, at: Any, nu: int = 0) -> Any:
    """A spline, or a derivative of it, at some points."""
    return spline(at, nu)


def spline_of_data(spline: Any, basis: Any, data: Any, at: Any, nu: int = 0) -> Any:
    """`CubicSpline(x, data)(at)` and its like; `basis` is the spline of the unit vectors."""
    return np.tensordot(basis(at, nu), data, 1)


def interpolant_at(interpolant: Any, at: Any) -> Any:
    """`interp1d(x, y)` of a vector y, linear between the points, at some points."""
    return interpolant(at)


def interpolant_of_data(interpolant: Any, basis: Any, data: Any, at: Any) -> Any:
    """`interp1d(x, data)(at)`; `basis` is the interpolant of the unit vectors."""
    return np.tensordot(basis(at), data, 1)
