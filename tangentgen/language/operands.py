"""What calls and products of SciPy's objects stand for: their rules go by these functions.

The text keeps what the user wrote, `M @ x` and `spline(t)`.
"""

from __future__ import annotations

from typing import Any


def sparse_product(matrix: Any, x: Any) -> Any:
    """A sparse matrix times an array."""
    return matrix @ x


def product_with_sparse(x: Any, matrix: Any) -> Any:
    """An array times a sparse matrix."""
    return x @ matrix


def spline_at(spline: Any, at: Any, nu: int = 0) -> Any:
    """A spline, or a derivative of it, at some points."""
    return spline(at, nu)


def cubic_spline(x: Any, y: Any, at: Any, nu: int = 0, bc_type: str = "not-a-knot") -> Any:
    """`CubicSpline(x, y)(at)`."""
    from scipy import interpolate

    return interpolate.CubicSpline(x, y, bc_type=bc_type)(at, nu)


def interpolating_spline(x: Any, y: Any, at: Any, nu: int = 0, k: int = 3) -> Any:
    """`make_interp_spline(x, y, k)(at)`."""
    from scipy import interpolate

    return interpolate.make_interp_spline(x, y, k=k)(at, nu)


def spline_of_coefficients(t: Any, c: Any, k: int, at: Any, nu: int = 0) -> Any:
    """`BSpline(t, c, k)(at)`."""
    from scipy import interpolate

    return interpolate.BSpline(t, c, k)(at, nu)
