"""Series of polynomials, lowest degree first: `numpy.polynomial`.

A series is linear in its coefficients: its values for the unit vectors are the basis.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import paired, shaped
from tangentgen.rules.shared import coefficients_adjoint
from tangentgen.rules.words import Array, adjoint, linear, tangent

points, series = paired(((), (3,)), ((2,), (4,)), ((2, 2), (3,)), ((2,), (3, 2)), ((3,), (1,)))


@adjoint(np.polynomial.polynomial.polyval, x=points, c=series)
def polyval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with powers P."""
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    slopes = np.polynomial.polynomial.polyval(x, np.polynomial.polynomial.polyder(c))
    x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
    basis = np.polynomial.polynomial.polyval(x, np.eye(np.shape(c)[0]))
    c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
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
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        ans_dot = (
            ans_dot
            + np.polynomial.polynomial.polyval(x, np.polynomial.polynomial.polyder(c)) * x_dot
        )
    if "c" in active:
        ans_dot = ans_dot + np.polynomial.polynomial.polyval(x, c_dot)
    return ans_dot


@adjoint(np.polynomial.polynomial.polyder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def polyder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.polynomial.polyder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.polynomial.polyder, in_="c")


@adjoint(np.polynomial.chebyshev.chebval, x=points, c=series)
def chebval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with Chebyshev polynomials P."""
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    slopes = np.polynomial.chebyshev.chebval(x, np.polynomial.chebyshev.chebder(c))
    x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
    basis = np.polynomial.chebyshev.chebval(x, np.eye(np.shape(c)[0]))
    c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
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
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        ans_dot = (
            ans_dot + np.polynomial.chebyshev.chebval(x, np.polynomial.chebyshev.chebder(c)) * x_dot
        )
    if "c" in active:
        ans_dot = ans_dot + np.polynomial.chebyshev.chebval(x, c_dot)
    return ans_dot


@adjoint(np.polynomial.chebyshev.chebder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def chebder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.chebyshev.chebder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.chebyshev.chebder, in_="c")


@adjoint(np.polynomial.legendre.legval, x=points, c=series)
def legval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with Legendre polynomials P."""
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    slopes = np.polynomial.legendre.legval(x, np.polynomial.legendre.legder(c))
    x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
    basis = np.polynomial.legendre.legval(x, np.eye(np.shape(c)[0]))
    c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
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
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        ans_dot = (
            ans_dot + np.polynomial.legendre.legval(x, np.polynomial.legendre.legder(c)) * x_dot
        )
    if "c" in active:
        ans_dot = ans_dot + np.polynomial.legendre.legval(x, c_dot)
    return ans_dot


@adjoint(np.polynomial.legendre.legder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def legder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.legendre.legder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.legendre.legder, in_="c")


@adjoint(np.polynomial.hermite.hermval, x=points, c=series)
def hermval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with the physicists' Hermite polynomials P."""
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    slopes = np.polynomial.hermite.hermval(x, np.polynomial.hermite.hermder(c))
    x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
    basis = np.polynomial.hermite.hermval(x, np.eye(np.shape(c)[0]))
    c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
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
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        ans_dot = (
            ans_dot + np.polynomial.hermite.hermval(x, np.polynomial.hermite.hermder(c)) * x_dot
        )
    if "c" in active:
        ans_dot = ans_dot + np.polynomial.hermite.hermval(x, c_dot)
    return ans_dot


@adjoint(np.polynomial.hermite.hermder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def hermder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.hermite.hermder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.hermite.hermder, in_="c")


@adjoint(np.polynomial.hermite_e.hermeval, x=points, c=series)
def hermeval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with the probabilists' Hermite polynomials P."""
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    slopes = np.polynomial.hermite_e.hermeval(x, np.polynomial.hermite_e.hermeder(c))
    x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
    basis = np.polynomial.hermite_e.hermeval(x, np.eye(np.shape(c)[0]))
    c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
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
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        ans_dot = (
            ans_dot
            + np.polynomial.hermite_e.hermeval(x, np.polynomial.hermite_e.hermeder(c)) * x_dot
        )
    if "c" in active:
        ans_dot = ans_dot + np.polynomial.hermite_e.hermeval(x, c_dot)
    return ans_dot


@adjoint(np.polynomial.hermite_e.hermeder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def hermeder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.hermite_e.hermeder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.hermite_e.hermeder, in_="c")


@adjoint(np.polynomial.laguerre.lagval, x=points, c=series)
def lagval_of_series(
    x: Array, c: Array, tensor: bool = True, *, ans_bar: Array
) -> tuple[Array, Array]:
    """ans = Σ cₖ Pₖ(x) with Laguerre polynomials P."""
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    slopes = np.polynomial.laguerre.lagval(x, np.polynomial.laguerre.lagder(c))
    x_bar = np.sum(slopes * ans_bar, axis=tuple(range(np.ndim(c) - 1)))
    basis = np.polynomial.laguerre.lagval(x, np.eye(np.shape(c)[0]))
    c_bar = coefficients_adjoint(basis, ans_bar, np.ndim(x))
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
    if not tensor:
        raise NotImplementedError("a series with tensor=False")
    ans_dot = np.zeros_like(ans)
    if "x" in active:
        ans_dot = (
            ans_dot + np.polynomial.laguerre.lagval(x, np.polynomial.laguerre.lagder(c)) * x_dot
        )
    if "c" in active:
        ans_dot = ans_dot + np.polynomial.laguerre.lagval(x, c_dot)
    return ans_dot


@adjoint(np.polynomial.laguerre.lagder, c=shaped((4,), (3, 2), (1,)), m=[1, 2])
def lagder(c: Array, m: int = 1, scl: float = 1, axis: int = 0, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.laguerre.lagder(np.eye(np.shape(c)[axis]), m, scl)
    c_bar = np.moveaxis(np.tensordot(matrix, ans_bar, ((0,), (axis,))), 0, axis)
    return c_bar


linear(np.polynomial.laguerre.lagder, in_="c")
