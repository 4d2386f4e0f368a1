"""Bases of polynomials at given points: `numpy.polynomial`."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import shaped
from tangentgen.rules.words import Array, adjoint, tangent

points = shaped((), (3,), (2, 2))


@adjoint(np.polynomial.polynomial.polyvander, x=points, deg=[0, 2])
def polyvander(x: Array, deg: int, *, ans_bar: Array) -> Array:
    """The derivatives of the basis, which are powers, at x."""
    slopes: Array = np.polynomial.polynomial.polyval(
        x, np.polynomial.polynomial.polyder(np.eye(deg + 1))
    )
    x_bar = np.reshape(np.sum(np.moveaxis(slopes, 0, -1) * ans_bar, axis=-1), np.shape(x))
    return x_bar


@tangent(np.polynomial.polynomial.polyvander)
def polyvander_tangent(x: Array, deg: int, *, ans: Array, x_dot: Array) -> Array:
    """The derivatives of the basis, which are powers, at x."""
    slopes: Array = np.polynomial.polynomial.polyval(
        x, np.polynomial.polynomial.polyder(np.eye(deg + 1))
    )
    return np.reshape(np.moveaxis(slopes * x_dot, 0, -1), np.shape(ans))


@adjoint(np.polynomial.chebyshev.chebvander, x=points, deg=[0, 2])
def chebvander(x: Array, deg: int, *, ans_bar: Array) -> Array:
    """The derivatives of the basis, which are Chebyshev polynomials, at x."""
    slopes: Array = np.polynomial.chebyshev.chebval(
        x, np.polynomial.chebyshev.chebder(np.eye(deg + 1))
    )
    x_bar = np.reshape(np.sum(np.moveaxis(slopes, 0, -1) * ans_bar, axis=-1), np.shape(x))
    return x_bar


@tangent(np.polynomial.chebyshev.chebvander)
def chebvander_tangent(x: Array, deg: int, *, ans: Array, x_dot: Array) -> Array:
    """The derivatives of the basis, which are Chebyshev polynomials, at x."""
    slopes: Array = np.polynomial.chebyshev.chebval(
        x, np.polynomial.chebyshev.chebder(np.eye(deg + 1))
    )
    return np.reshape(np.moveaxis(slopes * x_dot, 0, -1), np.shape(ans))


@adjoint(np.polynomial.legendre.legvander, x=points, deg=[0, 2])
def legvander(x: Array, deg: int, *, ans_bar: Array) -> Array:
    """The derivatives of the basis, which are Legendre polynomials, at x."""
    derivative = np.polynomial.legendre.legder(np.eye(deg + 1))
    slopes: Array = np.polynomial.legendre.legval(x, derivative)
    x_bar = np.reshape(np.sum(np.moveaxis(slopes, 0, -1) * ans_bar, axis=-1), np.shape(x))
    return x_bar


@tangent(np.polynomial.legendre.legvander)
def legvander_tangent(x: Array, deg: int, *, ans: Array, x_dot: Array) -> Array:
    """The derivatives of the basis, which are Legendre polynomials, at x."""
    derivative = np.polynomial.legendre.legder(np.eye(deg + 1))
    slopes: Array = np.polynomial.legendre.legval(x, derivative)
    return np.reshape(np.moveaxis(slopes * x_dot, 0, -1), np.shape(ans))


@adjoint(np.polynomial.hermite.hermvander, x=points, deg=[0, 2])
def hermvander(x: Array, deg: int, *, ans_bar: Array) -> Array:
    """The derivatives of the basis, which are Hermite polynomials, at x."""
    derivative = np.polynomial.hermite.hermder(np.eye(deg + 1))
    slopes: Array = np.polynomial.hermite.hermval(x, derivative)
    x_bar = np.reshape(np.sum(np.moveaxis(slopes, 0, -1) * ans_bar, axis=-1), np.shape(x))
    return x_bar


@tangent(np.polynomial.hermite.hermvander)
def hermvander_tangent(x: Array, deg: int, *, ans: Array, x_dot: Array) -> Array:
    """The derivatives of the basis, which are Hermite polynomials, at x."""
    derivative = np.polynomial.hermite.hermder(np.eye(deg + 1))
    slopes: Array = np.polynomial.hermite.hermval(x, derivative)
    return np.reshape(np.moveaxis(slopes * x_dot, 0, -1), np.shape(ans))


@adjoint(np.polynomial.hermite_e.hermevander, x=points, deg=[0, 2])
def hermevander(x: Array, deg: int, *, ans_bar: Array) -> Array:
    """The derivatives of the basis, which are Hermite polynomials of probability, at x."""
    slopes: Array = np.polynomial.hermite_e.hermeval(
        x, np.polynomial.hermite_e.hermeder(np.eye(deg + 1))
    )
    x_bar = np.reshape(np.sum(np.moveaxis(slopes, 0, -1) * ans_bar, axis=-1), np.shape(x))
    return x_bar


@tangent(np.polynomial.hermite_e.hermevander)
def hermevander_tangent(x: Array, deg: int, *, ans: Array, x_dot: Array) -> Array:
    """The derivatives of the basis, which are Hermite polynomials of probability, at x."""
    slopes: Array = np.polynomial.hermite_e.hermeval(
        x, np.polynomial.hermite_e.hermeder(np.eye(deg + 1))
    )
    return np.reshape(np.moveaxis(slopes * x_dot, 0, -1), np.shape(ans))


@adjoint(np.polynomial.laguerre.lagvander, x=points, deg=[0, 2])
def lagvander(x: Array, deg: int, *, ans_bar: Array) -> Array:
    """The derivatives of the basis, which are Laguerre polynomials, at x."""
    derivative = np.polynomial.laguerre.lagder(np.eye(deg + 1))
    slopes: Array = np.polynomial.laguerre.lagval(x, derivative)
    x_bar = np.reshape(np.sum(np.moveaxis(slopes, 0, -1) * ans_bar, axis=-1), np.shape(x))
    return x_bar


@tangent(np.polynomial.laguerre.lagvander)
def lagvander_tangent(x: Array, deg: int, *, ans: Array, x_dot: Array) -> Array:
    """The derivatives of the basis, which are Laguerre polynomials, at x."""
    derivative = np.polynomial.laguerre.lagder(np.eye(deg + 1))
    slopes: Array = np.polynomial.laguerre.lagval(x, derivative)
    return np.reshape(np.moveaxis(slopes * x_dot, 0, -1), np.shape(ans))
