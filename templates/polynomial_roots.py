"""Roots of series, and series of roots: `numpy.polynomial`.

At a simple root of p = Σ cₖ Pₖ the total derivative of p is zero (Golub and Van Loan 2013, section
7.2.2, of the eigenvalues of the companion matrix).
"""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import shaped
from tangentgen.rules.shared import series_without_one_root
from tangentgen.rules.words import Array, adjoint, tangent

series = shaped((3,), (4,), (2,))
zeros = shaped((3,), (1,))


@adjoint(np.polynomial.polynomial.polyroots, c=series)
def polyroots(c: Array, *, ans: Array, ans_bar: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with powers P, for simple roots."""
    slopes = np.polynomial.polynomial.polyval(ans, np.polynomial.polynomial.polyder(c))
    full = -np.polynomial.polynomial.polyval(ans, np.eye(np.size(c))) @ (ans_bar / slopes)
    c_bar = full if np.iscomplexobj(c) else np.real(full)
    return c_bar


@tangent(np.polynomial.polynomial.polyroots)
def polyroots_tangent(c: Array, *, ans: Array, c_dot: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with powers P, for simple roots."""
    slopes = np.polynomial.polynomial.polyval(ans, np.polynomial.polynomial.polyder(c))
    return -np.polynomial.polynomial.polyval(ans, c_dot) / slopes


@adjoint(np.polynomial.polynomial.polyfromroots, roots=zeros)
def polyfromroots(roots: Array, *, ans_bar: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.polynomial.polyfromroots, roots)
    roots_bar = -others @ ans_bar[:-1]
    return roots_bar


@tangent(np.polynomial.polynomial.polyfromroots)
def polyfromroots_tangent(roots: Array, *, roots_dot: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.polynomial.polyfromroots, roots)
    return np.append(-roots_dot @ others, 0.0)


@adjoint(np.polynomial.chebyshev.chebroots, c=series)
def chebroots(c: Array, *, ans: Array, ans_bar: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Chebyshev polynomials P, for simple roots."""
    slopes = np.polynomial.chebyshev.chebval(ans, np.polynomial.chebyshev.chebder(c))
    full = -np.polynomial.chebyshev.chebval(ans, np.eye(np.size(c))) @ (ans_bar / slopes)
    c_bar = full if np.iscomplexobj(c) else np.real(full)
    return c_bar


@tangent(np.polynomial.chebyshev.chebroots)
def chebroots_tangent(c: Array, *, ans: Array, c_dot: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Chebyshev polynomials P, for simple roots."""
    slopes = np.polynomial.chebyshev.chebval(ans, np.polynomial.chebyshev.chebder(c))
    return -np.polynomial.chebyshev.chebval(ans, c_dot) / slopes


@adjoint(np.polynomial.chebyshev.chebfromroots, roots=zeros)
def chebfromroots(roots: Array, *, ans_bar: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.chebyshev.chebfromroots, roots)
    roots_bar = -others @ ans_bar[:-1]
    return roots_bar


@tangent(np.polynomial.chebyshev.chebfromroots)
def chebfromroots_tangent(roots: Array, *, roots_dot: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.chebyshev.chebfromroots, roots)
    return np.append(-roots_dot @ others, 0.0)


@adjoint(np.polynomial.legendre.legroots, c=series)
def legroots(c: Array, *, ans: Array, ans_bar: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Legendre polynomials P, for simple roots."""
    slopes = np.polynomial.legendre.legval(ans, np.polynomial.legendre.legder(c))
    full = -np.polynomial.legendre.legval(ans, np.eye(np.size(c))) @ (ans_bar / slopes)
    c_bar = full if np.iscomplexobj(c) else np.real(full)
    return c_bar


@tangent(np.polynomial.legendre.legroots)
def legroots_tangent(c: Array, *, ans: Array, c_dot: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Legendre polynomials P, for simple roots."""
    slopes = np.polynomial.legendre.legval(ans, np.polynomial.legendre.legder(c))
    return -np.polynomial.legendre.legval(ans, c_dot) / slopes


@adjoint(np.polynomial.legendre.legfromroots, roots=zeros)
def legfromroots(roots: Array, *, ans_bar: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.legendre.legfromroots, roots)
    roots_bar = -others @ ans_bar[:-1]
    return roots_bar


@tangent(np.polynomial.legendre.legfromroots)
def legfromroots_tangent(roots: Array, *, roots_dot: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.legendre.legfromroots, roots)
    return np.append(-roots_dot @ others, 0.0)


@adjoint(np.polynomial.hermite.hermroots, c=series)
def hermroots(c: Array, *, ans: Array, ans_bar: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Hermite polynomials P, for simple roots."""
    slopes = np.polynomial.hermite.hermval(ans, np.polynomial.hermite.hermder(c))
    full = -np.polynomial.hermite.hermval(ans, np.eye(np.size(c))) @ (ans_bar / slopes)
    c_bar = full if np.iscomplexobj(c) else np.real(full)
    return c_bar


@tangent(np.polynomial.hermite.hermroots)
def hermroots_tangent(c: Array, *, ans: Array, c_dot: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Hermite polynomials P, for simple roots."""
    slopes = np.polynomial.hermite.hermval(ans, np.polynomial.hermite.hermder(c))
    return -np.polynomial.hermite.hermval(ans, c_dot) / slopes


@adjoint(np.polynomial.hermite.hermfromroots, roots=zeros)
def hermfromroots(roots: Array, *, ans_bar: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.hermite.hermfromroots, roots)
    roots_bar = -others @ ans_bar[:-1]
    return roots_bar


@tangent(np.polynomial.hermite.hermfromroots)
def hermfromroots_tangent(roots: Array, *, roots_dot: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.hermite.hermfromroots, roots)
    return np.append(-roots_dot @ others, 0.0)


@adjoint(np.polynomial.hermite_e.hermeroots, c=series)
def hermeroots(c: Array, *, ans: Array, ans_bar: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Hermite polynomials P, for simple roots."""
    slopes = np.polynomial.hermite_e.hermeval(ans, np.polynomial.hermite_e.hermeder(c))
    full = -np.polynomial.hermite_e.hermeval(ans, np.eye(np.size(c))) @ (ans_bar / slopes)
    c_bar = full if np.iscomplexobj(c) else np.real(full)
    return c_bar


@tangent(np.polynomial.hermite_e.hermeroots)
def hermeroots_tangent(c: Array, *, ans: Array, c_dot: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Hermite polynomials P, for simple roots."""
    slopes = np.polynomial.hermite_e.hermeval(ans, np.polynomial.hermite_e.hermeder(c))
    return -np.polynomial.hermite_e.hermeval(ans, c_dot) / slopes


@adjoint(np.polynomial.hermite_e.hermefromroots, roots=zeros)
def hermefromroots(roots: Array, *, ans_bar: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.hermite_e.hermefromroots, roots)
    roots_bar = -others @ ans_bar[:-1]
    return roots_bar


@tangent(np.polynomial.hermite_e.hermefromroots)
def hermefromroots_tangent(roots: Array, *, roots_dot: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.hermite_e.hermefromroots, roots)
    return np.append(-roots_dot @ others, 0.0)


@adjoint(np.polynomial.laguerre.lagroots, c=series)
def lagroots(c: Array, *, ans: Array, ans_bar: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Laguerre polynomials P, for simple roots."""
    slopes = np.polynomial.laguerre.lagval(ans, np.polynomial.laguerre.lagder(c))
    full = -np.polynomial.laguerre.lagval(ans, np.eye(np.size(c))) @ (ans_bar / slopes)
    c_bar = full if np.iscomplexobj(c) else np.real(full)
    return c_bar


@tangent(np.polynomial.laguerre.lagroots)
def lagroots_tangent(c: Array, *, ans: Array, c_dot: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ Pₖ(z) dcₖ with Laguerre polynomials P, for simple roots."""
    slopes = np.polynomial.laguerre.lagval(ans, np.polynomial.laguerre.lagder(c))
    return -np.polynomial.laguerre.lagval(ans, c_dot) / slopes


@adjoint(np.polynomial.laguerre.lagfromroots, roots=zeros)
def lagfromroots(roots: Array, *, ans_bar: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.laguerre.lagfromroots, roots)
    roots_bar = -others @ ans_bar[:-1]
    return roots_bar


@tangent(np.polynomial.laguerre.lagfromroots)
def lagfromroots_tangent(roots: Array, *, roots_dot: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    others = series_without_one_root(np.polynomial.laguerre.lagfromroots, roots)
    return np.append(-roots_dot @ others, 0.0)
