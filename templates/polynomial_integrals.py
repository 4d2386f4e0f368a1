"""Integrals of series: `numpy.polynomial`."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from tangentgen.rules.samples import shaped
from tangentgen.rules.shared import through_matrix
from tangentgen.rules.words import Array, adjoint, tangent

series = shaped((3,), (2, 3), (1,))


@adjoint(np.polynomial.polynomial.polyint, c=series, m=[1, 2], lbnd=[0, 0.5], axis=[0, -1])
@adjoint(np.polynomial.polynomial.polyint, c=shaped((3,)), m=[1], k=[[0.7]], scl=[1, 2.0])
def polyint(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    ans_bar: Array,
) -> Array:
    """Linear, but for the constants k: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.polynomial.polyint(np.eye(np.shape(c)[axis]), m, [], lbnd, scl)
    c_bar = through_matrix(matrix, ans_bar, axis)
    return c_bar


@tangent(np.polynomial.polynomial.polyint)
def polyint_tangent(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    c_dot: Array,
) -> Array:
    """The same of the tangent, without constants."""
    return np.polynomial.polynomial.polyint(c_dot, m, [], lbnd, scl, axis)


@adjoint(np.polynomial.chebyshev.chebint, c=series, m=[1, 2], lbnd=[0, 0.5], axis=[0, -1])
@adjoint(np.polynomial.chebyshev.chebint, c=shaped((3,)), m=[1], k=[[0.7]], scl=[1, 2.0])
def chebint(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    ans_bar: Array,
) -> Array:
    """Linear, but for the constants k: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.chebyshev.chebint(np.eye(np.shape(c)[axis]), m, [], lbnd, scl)
    c_bar = through_matrix(matrix, ans_bar, axis)
    return c_bar


@tangent(np.polynomial.chebyshev.chebint)
def chebint_tangent(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    c_dot: Array,
) -> Array:
    """The same of the tangent, without constants."""
    return np.polynomial.chebyshev.chebint(c_dot, m, [], lbnd, scl, axis)


@adjoint(np.polynomial.legendre.legint, c=series, m=[1, 2], lbnd=[0, 0.5], axis=[0, -1])
@adjoint(np.polynomial.legendre.legint, c=shaped((3,)), m=[1], k=[[0.7]], scl=[1, 2.0])
def legint(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    ans_bar: Array,
) -> Array:
    """Linear, but for the constants k: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.legendre.legint(np.eye(np.shape(c)[axis]), m, [], lbnd, scl)
    c_bar = through_matrix(matrix, ans_bar, axis)
    return c_bar


@tangent(np.polynomial.legendre.legint)
def legint_tangent(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    c_dot: Array,
) -> Array:
    """The same of the tangent, without constants."""
    return np.polynomial.legendre.legint(c_dot, m, [], lbnd, scl, axis)


@adjoint(np.polynomial.hermite.hermint, c=series, m=[1, 2], lbnd=[0, 0.5], axis=[0, -1])
@adjoint(np.polynomial.hermite.hermint, c=shaped((3,)), m=[1], k=[[0.7]], scl=[1, 2.0])
def hermint(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    ans_bar: Array,
) -> Array:
    """Linear, but for the constants k: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.hermite.hermint(np.eye(np.shape(c)[axis]), m, [], lbnd, scl)
    c_bar = through_matrix(matrix, ans_bar, axis)
    return c_bar


@tangent(np.polynomial.hermite.hermint)
def hermint_tangent(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    c_dot: Array,
) -> Array:
    """The same of the tangent, without constants."""
    return np.polynomial.hermite.hermint(c_dot, m, [], lbnd, scl, axis)


@adjoint(np.polynomial.hermite_e.hermeint, c=series, m=[1, 2], lbnd=[0, 0.5], axis=[0, -1])
@adjoint(np.polynomial.hermite_e.hermeint, c=shaped((3,)), m=[1], k=[[0.7]], scl=[1, 2.0])
def hermeint(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    ans_bar: Array,
) -> Array:
    """Linear, but for the constants k: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.hermite_e.hermeint(np.eye(np.shape(c)[axis]), m, [], lbnd, scl)
    c_bar = through_matrix(matrix, ans_bar, axis)
    return c_bar


@tangent(np.polynomial.hermite_e.hermeint)
def hermeint_tangent(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    c_dot: Array,
) -> Array:
    """The same of the tangent, without constants."""
    return np.polynomial.hermite_e.hermeint(c_dot, m, [], lbnd, scl, axis)


@adjoint(np.polynomial.laguerre.lagint, c=series, m=[1, 2], lbnd=[0, 0.5], axis=[0, -1])
@adjoint(np.polynomial.laguerre.lagint, c=shaped((3,)), m=[1], k=[[0.7]], scl=[1, 2.0])
def lagint(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    ans_bar: Array,
) -> Array:
    """Linear, but for the constants k: what it makes of the unit vectors, transposed."""
    matrix = np.polynomial.laguerre.lagint(np.eye(np.shape(c)[axis]), m, [], lbnd, scl)
    c_bar = through_matrix(matrix, ans_bar, axis)
    return c_bar


@tangent(np.polynomial.laguerre.lagint)
def lagint_tangent(
    c: Array,
    m: int = 1,
    k: Sequence[float] = [],  # NumPy's own default
    lbnd: float = 0,
    scl: float = 1,
    axis: int = 0,
    *,
    c_dot: Array,
) -> Array:
    """The same of the tangent, without constants."""
    return np.polynomial.laguerre.lagint(c_dot, m, [], lbnd, scl, axis)
