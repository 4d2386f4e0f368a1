"""`scipy.special`: orthogonal polynomials and hypergeometric functions.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, among, unit
from tangentgen.rules.words import Array, elementwise

fraction = Sample(low=0.1, high=0.9)
moderate = Sample(low=0.4, high=2.0)
degrees = [0, 1, 2, 3]
ends = among(-1.0, 0.5, 1.0)


@elementwise(special.eval_chebyt, n=degrees, x=unit)
def eval_chebyt(n: Array, x: Array) -> Array:
    """DLMF 18.9.21."""
    return n * special.eval_chebyu(n - 1, x)


@elementwise(special.eval_legendre, n=degrees, x=ends)
@elementwise(special.eval_legendre, n=degrees, x=unit)
def eval_legendre(n: Array, x: Array) -> Array:
    """DLMF 18.7.9 and 18.9.19: of Gegenbauer's polynomials, that with the parameter 1/2."""
    return special.eval_gegenbauer(n - 1, 1.5, x)


@elementwise(special.eval_hermite, n=degrees, x=unit)
def eval_hermite(n: Array, x: Array, *, literal: Set[str] = frozenset()) -> Array:
    """DLMF 18.9.25."""
    if "n" in literal and n > 0:
        return 2 * n * special.eval_hermite(n - 1, x)
    return 2 * n * special.eval_hermite(np.maximum(n - 1, 0), x)


@elementwise(special.eval_hermitenorm, n=degrees, x=unit)
def eval_hermitenorm(n: Array, x: Array, *, literal: Set[str] = frozenset()) -> Array:
    """DLMF 18.9.27."""
    if "n" in literal and n > 0:
        return n * special.eval_hermitenorm(n - 1, x)
    return n * special.eval_hermitenorm(np.maximum(n - 1, 0), x)


@elementwise(special.eval_laguerre, n=degrees, x=unit)
def eval_laguerre(n: Array, x: Array) -> Array:
    """DLMF 18.9.23."""
    return -special.eval_genlaguerre(n - 1, 1, x)


@elementwise(special.hyp0f1, v=[1.5, 2.5], z=moderate)
def hyp0f1(v: Array, z: Array) -> Array:
    """DLMF 16.3.1."""
    return special.hyp0f1(v + 1, z) / v


@elementwise(special.hyp1f1, a=[1.5], b=[2.5], x=unit)
def hyp1f1(a: Array, b: Array, x: Array) -> Array:
    """DLMF 13.3.15."""
    return a / b * special.hyp1f1(a + 1, b + 1, x)


@elementwise(special.hyp2f1, a=[1.5], b=[0.5], c=[2.5], z=fraction)
def hyp2f1(a: Array, b: Array, c: Array, z: Array) -> Array:
    """DLMF 15.5.1."""
    return a * b / c * special.hyp2f1(a + 1, b + 1, c + 1, z)


@elementwise(special.eval_chebyu, n=degrees, x=ends)
@elementwise(special.eval_chebyu, n=degrees, x=unit)
def eval_chebyu(n: Array, x: Array) -> Array:
    """DLMF 18.7.4 and 18.9.19: of Gegenbauer's polynomials, that with the parameter 1."""
    return 2 * special.eval_gegenbauer(n - 1, 2, x)


@elementwise(special.eval_gegenbauer, n=degrees, alpha=[0.5, 2.0], x=ends)
@elementwise(special.eval_gegenbauer, n=degrees, alpha=[0.5, 2.0], x=unit)
def eval_gegenbauer(n: Array, alpha: Array, x: Array) -> Array:
    """DLMF 18.9.19."""
    return 2 * alpha * special.eval_gegenbauer(n - 1, alpha + 1, x)


@elementwise(special.eval_jacobi, n=degrees, alpha=[0.5, 2.0], beta=[1.5], x=unit)
def eval_jacobi(n: Array, alpha: Array, beta: Array, x: Array) -> Array:
    """DLMF 18.9.15."""
    return 0.5 * (n + alpha + beta + 1) * special.eval_jacobi(n - 1, alpha + 1, beta + 1, x)


@elementwise(special.eval_genlaguerre, n=degrees, alpha=[0.5, 1.0], x=unit)
def eval_genlaguerre(n: Array, alpha: Array, x: Array) -> Array:
    """DLMF 18.9.23."""
    return -special.eval_genlaguerre(n - 1, alpha + 1, x)
