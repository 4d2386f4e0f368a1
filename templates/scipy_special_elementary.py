"""`scipy.special`: convenience functions.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, among, positive, real, unit
from tangentgen.rules.words import Array, constant, elementwise

degrees = [1, 2, 3]
fraction = Sample(low=0.1, high=0.9)


@elementwise(special.exp10, x=unit)
def exp10(x: Array, *, ans: Array) -> Array:
    """d 10^x = log(10) 10^x dx."""
    return math.log(10) * ans


@elementwise(special.exp2, x=real)
def exp2(x: Array, *, ans: Array) -> Array:
    """d 2^x = log(2) 2^x dx."""
    return math.log(2) * ans


@elementwise(special.expm1, x=real)
def expm1(x: Array) -> Array:
    """d(exp(x) - 1) = exp(x) dx."""
    return np.exp(x)


@elementwise(special.log1p, x=positive)
def log1p(x: Array) -> Array:
    """d log(1 + x) = dx / (1 + x)."""
    return 1 / (1 + x)


@elementwise(special.cosm1, x=real)
def cosm1(x: Array) -> Array:
    """d(cos(x) - 1) = -sin(x) dx."""
    return -np.sin(x)


@elementwise(special.exprel, x=real)
def exprel(x: Array) -> Array:
    """(exp(x) - 1)/x is M(1, 2, x); DLMF 13.3.15."""
    return 0.5 * special.hyp1f1(2, 3, x)


@elementwise(special.cbrt, x=positive)
def cbrt(x: Array, *, ans: Array) -> Array:
    """d ∛x = dx / (3 ∛x²)."""
    return 1 / (3 * ans**2)


@elementwise(special.sindg, x=real)
def sindg(x: Array) -> Array:
    """The sine of degrees."""
    return math.pi / 180 * special.cosdg(x)


@elementwise(special.cosdg, x=real)
def cosdg(x: Array) -> Array:
    """The cosine of degrees."""
    return -math.pi / 180 * special.sindg(x)


@elementwise(special.tandg, x=real)
def tandg(x: Array, *, ans: Array) -> Array:
    """The tangent of degrees."""
    return math.pi / 180 * (1 + ans**2)


constant(special.round, why="an integer")


@elementwise(special.lambertw, z=among(0.0, 0.7, 2.0), k=[0])
@elementwise(special.lambertw, z=fraction, k=[0])
def lambertw(z: Array, k: int = 0, *, ans: Array) -> Array:
    """W exp(W) = z, so exp(W) (1 + W) dW = dz."""
    return 1 / (np.exp(ans) * (1 + ans))
