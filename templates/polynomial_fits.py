"""Series fitted to data by least squares: `numpy.polynomial`."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import paired
from tangentgen.rules.shared import fit_adjoints, fit_tangent
from tangentgen.rules.words import Array, adjoint, tangent

points, data, weight = paired(((5,), (5,), None), ((5,), (5, 2), None), ((5,), (5,), (5,)), low=0.4)


@adjoint(np.polynomial.polynomial.polyfit, x=points, y=data, deg=[1, 2], w=weight)
def polyfit(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("polyfit of complex points or weights")
    basis = np.polynomial.polynomial.polyvander(x, deg)
    derivative = np.polynomial.polynomial.polyder(np.eye(deg + 1))
    values: Array = np.polynomial.polynomial.polyval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    x_bar, y_bar, w_bar = fit_adjoints(basis, slopes, y, w, ans, ans_bar)
    return x_bar, y_bar, w_bar


@tangent(np.polynomial.polynomial.polyfit)
def polyfit_tangent(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    x_dot: Array,
    y_dot: Array,
    w_dot: Array,
) -> Array:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("polyfit of complex points or weights")
    basis = np.polynomial.polynomial.polyvander(x, deg)
    derivative = np.polynomial.polynomial.polyder(np.eye(deg + 1))
    values: Array = np.polynomial.polynomial.polyval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    return fit_tangent(basis, slopes, y, w, ans, x_dot, y_dot, w_dot)


@adjoint(np.polynomial.chebyshev.chebfit, x=points, y=data, deg=[1, 2], w=weight)
def chebfit(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("chebfit of complex points or weights")
    basis = np.polynomial.chebyshev.chebvander(x, deg)
    derivative = np.polynomial.chebyshev.chebder(np.eye(deg + 1))
    values: Array = np.polynomial.chebyshev.chebval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    x_bar, y_bar, w_bar = fit_adjoints(basis, slopes, y, w, ans, ans_bar)
    return x_bar, y_bar, w_bar


@tangent(np.polynomial.chebyshev.chebfit)
def chebfit_tangent(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    x_dot: Array,
    y_dot: Array,
    w_dot: Array,
) -> Array:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("chebfit of complex points or weights")
    basis = np.polynomial.chebyshev.chebvander(x, deg)
    derivative = np.polynomial.chebyshev.chebder(np.eye(deg + 1))
    values: Array = np.polynomial.chebyshev.chebval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    return fit_tangent(basis, slopes, y, w, ans, x_dot, y_dot, w_dot)


@adjoint(np.polynomial.legendre.legfit, x=points, y=data, deg=[1, 2], w=weight)
def legfit(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("legfit of complex points or weights")
    basis = np.polynomial.legendre.legvander(x, deg)
    derivative = np.polynomial.legendre.legder(np.eye(deg + 1))
    values: Array = np.polynomial.legendre.legval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    x_bar, y_bar, w_bar = fit_adjoints(basis, slopes, y, w, ans, ans_bar)
    return x_bar, y_bar, w_bar


@tangent(np.polynomial.legendre.legfit)
def legfit_tangent(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    x_dot: Array,
    y_dot: Array,
    w_dot: Array,
) -> Array:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("legfit of complex points or weights")
    basis = np.polynomial.legendre.legvander(x, deg)
    derivative = np.polynomial.legendre.legder(np.eye(deg + 1))
    values: Array = np.polynomial.legendre.legval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    return fit_tangent(basis, slopes, y, w, ans, x_dot, y_dot, w_dot)


@adjoint(np.polynomial.hermite.hermfit, x=points, y=data, deg=[1, 2], w=weight)
def hermfit(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("hermfit of complex points or weights")
    basis = np.polynomial.hermite.hermvander(x, deg)
    derivative = np.polynomial.hermite.hermder(np.eye(deg + 1))
    values: Array = np.polynomial.hermite.hermval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    x_bar, y_bar, w_bar = fit_adjoints(basis, slopes, y, w, ans, ans_bar)
    return x_bar, y_bar, w_bar


@tangent(np.polynomial.hermite.hermfit)
def hermfit_tangent(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    x_dot: Array,
    y_dot: Array,
    w_dot: Array,
) -> Array:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("hermfit of complex points or weights")
    basis = np.polynomial.hermite.hermvander(x, deg)
    derivative = np.polynomial.hermite.hermder(np.eye(deg + 1))
    values: Array = np.polynomial.hermite.hermval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    return fit_tangent(basis, slopes, y, w, ans, x_dot, y_dot, w_dot)


@adjoint(np.polynomial.hermite_e.hermefit, x=points, y=data, deg=[1, 2], w=weight)
def hermefit(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("hermefit of complex points or weights")
    basis = np.polynomial.hermite_e.hermevander(x, deg)
    derivative = np.polynomial.hermite_e.hermeder(np.eye(deg + 1))
    values: Array = np.polynomial.hermite_e.hermeval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    x_bar, y_bar, w_bar = fit_adjoints(basis, slopes, y, w, ans, ans_bar)
    return x_bar, y_bar, w_bar


@tangent(np.polynomial.hermite_e.hermefit)
def hermefit_tangent(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    x_dot: Array,
    y_dot: Array,
    w_dot: Array,
) -> Array:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("hermefit of complex points or weights")
    basis = np.polynomial.hermite_e.hermevander(x, deg)
    derivative = np.polynomial.hermite_e.hermeder(np.eye(deg + 1))
    values: Array = np.polynomial.hermite_e.hermeval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    return fit_tangent(basis, slopes, y, w, ans, x_dot, y_dot, w_dot)


@adjoint(np.polynomial.laguerre.lagfit, x=points, y=data, deg=[1, 2], w=weight)
def lagfit(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("lagfit of complex points or weights")
    basis = np.polynomial.laguerre.lagvander(x, deg)
    derivative = np.polynomial.laguerre.lagder(np.eye(deg + 1))
    values: Array = np.polynomial.laguerre.lagval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    x_bar, y_bar, w_bar = fit_adjoints(basis, slopes, y, w, ans, ans_bar)
    return x_bar, y_bar, w_bar


@tangent(np.polynomial.laguerre.lagfit)
def lagfit_tangent(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    x_dot: Array,
    y_dot: Array,
    w_dot: Array,
) -> Array:
    """Least squares with the basis at x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("lagfit of complex points or weights")
    basis = np.polynomial.laguerre.lagvander(x, deg)
    derivative = np.polynomial.laguerre.lagder(np.eye(deg + 1))
    values: Array = np.polynomial.laguerre.lagval(x, derivative)
    slopes = np.moveaxis(values, 0, -1)
    return fit_tangent(basis, slopes, y, w, ans, x_dot, y_dot, w_dot)
