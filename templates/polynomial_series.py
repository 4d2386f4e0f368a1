"""Series of polynomials, lowest degree first: `numpy.polynomial`.

A series is linear in its coefficients: its values for the unit vectors are the basis.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import paired, shaped
from tangentgen.rules.shared import coefficients_adjoint, columns_adjoint, sum_to_shape
from tangentgen.rules.words import Array, adjoint, linear, tangent

points, series = paired(((), (3,)), ((2,), (4,)), ((2, 2), (3,)), ((2,), (3, 2)), ((3,), (1,)))
beside, columns = paired(
    ((3,), (4, 3)), ((), (3, 2)), ((2, 3), (3, 3)), ((1,), (2, 2, 1)), ((3,), (2,))
)


@adjoint(np.polynomial.polynomial.polyval, x=points, c=series)
@adjoint(np.polynomial.polynomial.polyval, x=beside, c=columns, tensor=[False])
def polyval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with powers P."""
    derivative = np.polynomial.polynomial.polyder(c)
    basis = np.polynomial.polynomial.polyval(x, np.eye(np.shape(c)[0]))
    if tensor:
        slopes = np.polynomial.polynomial.polyval(x, derivative)
        x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
        c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
    else:
        slopes = np.polynomial.polynomial.polyval(x, derivative, tensor=False)
        x_bar = sum_to_shape(slopes * ans_bar, np.shape(x))
        c_bar = columns_adjoint(basis, ans_bar, np.shape(c))
    return x_bar, c_bar


@tangent(np.polynomial.polynomial.polyval)
def polyval_of_series_tangent(
    x: Array,
    c: Array,
    tensor: bool = True,
    *,
    ans: Array,
    active: Set[str],
    x_dot: Array,
    c_dot: Array,
) -> Array:
    """ans = Σ cₖ Pₖ(x) with powers P."""
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        derivative = np.polynomial.polynomial.polyder(c)
        slopes = (
            np.polynomial.polynomial.polyval(x, derivative)
            if tensor
            else np.polynomial.polynomial.polyval(x, derivative, tensor=False)
        )
        ans_dot = ans_dot + slopes * x_dot
    if "c" in active:
        moved = (
            np.polynomial.polynomial.polyval(x, c_dot)
            if tensor
            else np.polynomial.polynomial.polyval(x, c_dot, tensor=False)
        )
        ans_dot = ans_dot + moved
    return ans_dot


@adjoint(np.polynomial.polynomial.polyder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def polyder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.polynomial.polyder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.polynomial.polyder, in_="c")


@adjoint(np.polynomial.chebyshev.chebval, x=points, c=series)
@adjoint(np.polynomial.chebyshev.chebval, x=beside, c=columns, tensor=[False])
def chebval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with Chebyshev polynomials P."""
    derivative = np.polynomial.chebyshev.chebder(c)
    basis = np.polynomial.chebyshev.chebval(x, np.eye(np.shape(c)[0]))
    if tensor:
        slopes = np.polynomial.chebyshev.chebval(x, derivative)
        x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
        c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
    else:
        slopes = np.polynomial.chebyshev.chebval(x, derivative, tensor=False)
        x_bar = sum_to_shape(slopes * ans_bar, np.shape(x))
        c_bar = columns_adjoint(basis, ans_bar, np.shape(c))
    return x_bar, c_bar


@tangent(np.polynomial.chebyshev.chebval)
def chebval_of_series_tangent(
    x: Array,
    c: Array,
    tensor: bool = True,
    *,
    ans: Array,
    active: Set[str],
    x_dot: Array,
    c_dot: Array,
) -> Array:
    """ans = Σ cₖ Pₖ(x) with Chebyshev polynomials P."""
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        derivative = np.polynomial.chebyshev.chebder(c)
        slopes = (
            np.polynomial.chebyshev.chebval(x, derivative)
            if tensor
            else np.polynomial.chebyshev.chebval(x, derivative, tensor=False)
        )
        ans_dot = ans_dot + slopes * x_dot
    if "c" in active:
        moved = (
            np.polynomial.chebyshev.chebval(x, c_dot)
            if tensor
            else np.polynomial.chebyshev.chebval(x, c_dot, tensor=False)
        )
        ans_dot = ans_dot + moved
    return ans_dot


@adjoint(np.polynomial.chebyshev.chebder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def chebder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.chebyshev.chebder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.chebyshev.chebder, in_="c")


@adjoint(np.polynomial.legendre.legval, x=points, c=series)
@adjoint(np.polynomial.legendre.legval, x=beside, c=columns, tensor=[False])
def legval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with Legendre polynomials P."""
    derivative = np.polynomial.legendre.legder(c)
    basis = np.polynomial.legendre.legval(x, np.eye(np.shape(c)[0]))
    if tensor:
        slopes = np.polynomial.legendre.legval(x, derivative)
        x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
        c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
    else:
        slopes = np.polynomial.legendre.legval(x, derivative, tensor=False)
        x_bar = sum_to_shape(slopes * ans_bar, np.shape(x))
        c_bar = columns_adjoint(basis, ans_bar, np.shape(c))
    return x_bar, c_bar


@tangent(np.polynomial.legendre.legval)
def legval_of_series_tangent(
    x: Array,
    c: Array,
    tensor: bool = True,
    *,
    ans: Array,
    active: Set[str],
    x_dot: Array,
    c_dot: Array,
) -> Array:
    """ans = Σ cₖ Pₖ(x) with Legendre polynomials P."""
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        derivative = np.polynomial.legendre.legder(c)
        slopes = (
            np.polynomial.legendre.legval(x, derivative)
            if tensor
            else np.polynomial.legendre.legval(x, derivative, tensor=False)
        )
        ans_dot = ans_dot + slopes * x_dot
    if "c" in active:
        moved = (
            np.polynomial.legendre.legval(x, c_dot)
            if tensor
            else np.polynomial.legendre.legval(x, c_dot, tensor=False)
        )
        ans_dot = ans_dot + moved
    return ans_dot


@adjoint(np.polynomial.legendre.legder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def legder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.legendre.legder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.legendre.legder, in_="c")


@adjoint(np.polynomial.hermite.hermval, x=points, c=series)
@adjoint(np.polynomial.hermite.hermval, x=beside, c=columns, tensor=[False])
def hermval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with the physicists' Hermite polynomials P."""
    derivative = np.polynomial.hermite.hermder(c)
    basis = np.polynomial.hermite.hermval(x, np.eye(np.shape(c)[0]))
    if tensor:
        slopes = np.polynomial.hermite.hermval(x, derivative)
        x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
        c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
    else:
        slopes = np.polynomial.hermite.hermval(x, derivative, tensor=False)
        x_bar = sum_to_shape(slopes * ans_bar, np.shape(x))
        c_bar = columns_adjoint(basis, ans_bar, np.shape(c))
    return x_bar, c_bar


@tangent(np.polynomial.hermite.hermval)
def hermval_of_series_tangent(
    x: Array,
    c: Array,
    tensor: bool = True,
    *,
    ans: Array,
    active: Set[str],
    x_dot: Array,
    c_dot: Array,
) -> Array:
    """ans = Σ cₖ Pₖ(x) with the physicists' Hermite polynomials P."""
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        derivative = np.polynomial.hermite.hermder(c)
        slopes = (
            np.polynomial.hermite.hermval(x, derivative)
            if tensor
            else np.polynomial.hermite.hermval(x, derivative, tensor=False)
        )
        ans_dot = ans_dot + slopes * x_dot
    if "c" in active:
        moved = (
            np.polynomial.hermite.hermval(x, c_dot)
            if tensor
            else np.polynomial.hermite.hermval(x, c_dot, tensor=False)
        )
        ans_dot = ans_dot + moved
    return ans_dot


@adjoint(np.polynomial.hermite.hermder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def hermder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.hermite.hermder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.hermite.hermder, in_="c")


@adjoint(np.polynomial.hermite_e.hermeval, x=points, c=series)
@adjoint(np.polynomial.hermite_e.hermeval, x=beside, c=columns, tensor=[False])
def hermeval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with the probabilists' Hermite polynomials P."""
    derivative = np.polynomial.hermite_e.hermeder(c)
    basis = np.polynomial.hermite_e.hermeval(x, np.eye(np.shape(c)[0]))
    if tensor:
        slopes = np.polynomial.hermite_e.hermeval(x, derivative)
        x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
        c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
    else:
        slopes = np.polynomial.hermite_e.hermeval(x, derivative, tensor=False)
        x_bar = sum_to_shape(slopes * ans_bar, np.shape(x))
        c_bar = columns_adjoint(basis, ans_bar, np.shape(c))
    return x_bar, c_bar


@tangent(np.polynomial.hermite_e.hermeval)
def hermeval_of_series_tangent(
    x: Array,
    c: Array,
    tensor: bool = True,
    *,
    ans: Array,
    active: Set[str],
    x_dot: Array,
    c_dot: Array,
) -> Array:
    """ans = Σ cₖ Pₖ(x) with the probabilists' Hermite polynomials P."""
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        derivative = np.polynomial.hermite_e.hermeder(c)
        slopes = (
            np.polynomial.hermite_e.hermeval(x, derivative)
            if tensor
            else np.polynomial.hermite_e.hermeval(x, derivative, tensor=False)
        )
        ans_dot = ans_dot + slopes * x_dot
    if "c" in active:
        moved = (
            np.polynomial.hermite_e.hermeval(x, c_dot)
            if tensor
            else np.polynomial.hermite_e.hermeval(x, c_dot, tensor=False)
        )
        ans_dot = ans_dot + moved
    return ans_dot


@adjoint(np.polynomial.hermite_e.hermeder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
@adjoint(np.polynomial.hermite_e.hermeder, c=shaped((2, 3), (3, 2)), m=[2], axis=[1])
def hermeder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed. NumPy gives zeros along the first axis
    where nothing is left.
    """
    if m >= np.shape(c)[axis]:
        c_bar = np.zeros_like(c)
    else:
        matrix = np.polynomial.hermite_e.hermeder(np.eye(np.shape(c)[axis]), m, scl)
        c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.hermite_e.hermeder, in_="c")


@adjoint(np.polynomial.laguerre.lagval, x=points, c=series)
@adjoint(np.polynomial.laguerre.lagval, x=beside, c=columns, tensor=[False])
def lagval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with Laguerre polynomials P."""
    derivative = np.polynomial.laguerre.lagder(c)
    basis = np.polynomial.laguerre.lagval(x, np.eye(np.shape(c)[0]))
    if tensor:
        slopes = np.polynomial.laguerre.lagval(x, derivative)
        x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
        c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
    else:
        slopes = np.polynomial.laguerre.lagval(x, derivative, tensor=False)
        x_bar = sum_to_shape(slopes * ans_bar, np.shape(x))
        c_bar = columns_adjoint(basis, ans_bar, np.shape(c))
    return x_bar, c_bar


@tangent(np.polynomial.laguerre.lagval)
def lagval_of_series_tangent(
    x: Array,
    c: Array,
    tensor: bool = True,
    *,
    ans: Array,
    active: Set[str],
    x_dot: Array,
    c_dot: Array,
) -> Array:
    """ans = Σ cₖ Pₖ(x) with Laguerre polynomials P."""
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        derivative = np.polynomial.laguerre.lagder(c)
        slopes = (
            np.polynomial.laguerre.lagval(x, derivative)
            if tensor
            else np.polynomial.laguerre.lagval(x, derivative, tensor=False)
        )
        ans_dot = ans_dot + slopes * x_dot
    if "c" in active:
        moved = (
            np.polynomial.laguerre.lagval(x, c_dot)
            if tensor
            else np.polynomial.laguerre.lagval(x, c_dot, tensor=False)
        )
        ans_dot = ans_dot + moved
    return ans_dot


@adjoint(np.polynomial.laguerre.lagder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def lagder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.laguerre.lagder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.laguerre.lagder, in_="c")
