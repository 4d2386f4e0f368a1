"""`scipy.special`: exponential, trigonometric and elliptic integrals.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, positive, real
from tangentgen.rules.words import Array, adjoint, elementwise, tangent

fraction = Sample(low=0.1, high=0.9)
degrees = [1, 2, 3]


@elementwise(special.expi, x=positive)
def expi(x: Array) -> Array:
    """d Ei(x) = exp(x)/x dx."""
    return np.exp(x) / x


@elementwise(special.exp1, x=positive)
def exp1(x: Array) -> Array:
    """d E₁(x) = -exp(-x)/x dx."""
    return -np.exp(-x) / x


@elementwise(special.expn, n=degrees, x=positive)
def expn(n: Array, x: Array) -> Array:
    """DLMF 8.19.13."""
    return -special.expn(n - 1, x)


@elementwise(special.spence, x=positive)
def spence(x: Array) -> Array:
    """d Li₂(1 - x) = log(x) / (1 - x) dx."""
    return np.log(x) / (1 - x)


@adjoint(special.sici, x=positive)
def sici(x: Array, *, ans_bar: tuple[Array, Array]) -> Array:
    """d Si(x) = sin(x)/x dx, d Ci(x) = cos(x)/x dx."""
    x_bar = (ans_bar[0] * np.sin(x) + ans_bar[1] * np.cos(x)) / x
    return x_bar


@tangent(special.sici)
def sici_tangent(x: Array, *, x_dot: Array) -> tuple[Array, Array]:
    """d Si(x) = sin(x)/x dx, d Ci(x) = cos(x)/x dx."""
    return np.sin(x) / x * x_dot, np.cos(x) / x * x_dot


@elementwise(special.ellipk, x=fraction)
def ellipk(x: Array, *, ans: Array) -> Array:
    """DLMF 19.4.1, in the parameter m = k²."""
    return (special.ellipe(x) / (1 - x) - ans) / (2 * x)


@elementwise(special.ellipe, x=fraction)
def ellipe(x: Array, *, ans: Array) -> Array:
    """DLMF 19.4.2, in the parameter m = k²."""
    return (ans - special.ellipk(x)) / (2 * x)


@elementwise(special.wrightomega, x=real)
def wrightomega(x: Array, *, ans: Array) -> Array:
    """ω + log ω = x."""
    return ans / (1 + ans)
