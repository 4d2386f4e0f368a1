"""`scipy.special`: exponential, trigonometric and elliptic integrals.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

import math
from collections.abc import Set

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, among, positive, real
from tangentgen.rules.shared import log_quotient
from tangentgen.rules.words import Array, adjoint, elementwise, tangent

fraction = Sample(low=0.1, high=0.9)
small = Sample(low=-0.9, high=0.9, form="real")
degrees = [0, 1, 2, 3]


@elementwise(special.expi, x=positive)
def expi(x: Array) -> Array:
    """d Ei(x) = exp(x)/x dx."""
    return np.exp(x) / x


@elementwise(special.exp1, x=positive)
def exp1(x: Array) -> Array:
    """d E₁(x) = -exp(-x)/x dx."""
    return -np.exp(-x) / x


@elementwise(special.expn, n=degrees, x=positive)
def expn(n: Array, x: Array, *, literal: Set[str] = frozenset()) -> Array:
    """DLMF 8.19.13; of n = 0, exp(-x)/x itself."""
    if "n" in literal and n > 0:
        return -special.expn(n - 1, x)
    first = -np.exp(-x) * (1 + 1 / x) / x
    return np.where(n == 0, first, -special.expn(np.maximum(n - 1, 0), x))


@elementwise(special.spence, x=among(0.5, 1.0))
@elementwise(special.spence, x=positive)
def spence(x: Array) -> Array:
    """d Li₂(1 - x) = log(x) / (1 - x) dx, which is -1 at 1."""
    if np.iscomplexobj(x):
        return -log_quotient(x)
    return -1 / special.exprel(np.log(x))


@adjoint(special.sici, x=positive)
def sici(x: Array, *, read: Set[int], ans_bar: tuple[Array, Array]) -> Array:
    """d Si(x) = sin(x)/x dx, d Ci(x) = cos(x)/x dx."""
    x_bar = np.zeros_like(x)
    if 0 in read:
        x_bar = x_bar + ans_bar[0] * np.sinc(x / np.pi)
    if 1 in read:
        x_bar = x_bar + ans_bar[1] * np.cos(x) / x
    return x_bar


@tangent(special.sici)
def sici_tangent(x: Array, *, x_dot: Array) -> tuple[Array, Array]:
    """d Si(x) = sin(x)/x dx, d Ci(x) = cos(x)/x dx."""
    return np.sinc(x / np.pi) * x_dot, np.cos(x) / x * x_dot


@elementwise(special.ellipk, x=among(-3.0, 0.0, 0.5))
@elementwise(special.ellipk, x=fraction)
def ellipk(x: Array) -> Array:
    """DLMF 19.5.1 and 15.5.1, in the parameter m = k²."""
    ones = np.ones_like(x)  # of one precision
    return math.pi / 8 * special.hyp2f1(1.5 * ones, 1.5 * ones, 2 * ones, x)


@elementwise(special.ellipe, x=among(-3.0, 0.0, 0.5))
@elementwise(special.ellipe, x=fraction)
def ellipe(x: Array) -> Array:
    """DLMF 19.5.2 and 15.5.1, in the parameter m = k²."""
    ones = np.ones_like(x)  # of one precision
    return -math.pi / 8 * special.hyp2f1(0.5 * ones, 1.5 * ones, 2 * ones, x)


@elementwise(special.wrightomega, x=real)
def wrightomega(x: Array, *, ans: Array) -> Array:
    """ω + log ω = x."""
    return ans / (1 + ans)


@adjoint(special.shichi, x=positive)
def shichi(x: Array, *, ans_bar: tuple[Array, Array]) -> Array:
    """d Shi(x) = sinh(x)/x dx, d Chi(x) = cosh(x)/x dx."""
    x_bar = (ans_bar[0] * np.sinh(x) + ans_bar[1] * np.cosh(x)) / x
    return x_bar


@tangent(special.shichi)
def shichi_tangent(x: Array, *, x_dot: Array) -> tuple[Array, Array]:
    """d Shi(x) = sinh(x)/x dx, d Chi(x) = cosh(x)/x dx."""
    return np.sinh(x) / x * x_dot, np.cosh(x) / x * x_dot


@elementwise(special.ellipkinc, phi=small, m=[0.3, -2.0, 0.0])
def ellipkinc(phi: Array, m: Array) -> Array:
    """The integrand; in m there is no derivative here."""
    return 1 / np.sqrt(1 - m * np.sin(phi) ** 2)


@elementwise(special.ellipeinc, phi=small, m=[0.3, -2.0, 0.0])
def ellipeinc(phi: Array, m: Array) -> Array:
    """The integrand; in m there is no derivative here."""
    return np.sqrt(1 - m * np.sin(phi) ** 2)


@elementwise(special.ellipkm1, p=fraction)
def ellipkm1(p: Array, *, ans: Array) -> Array:
    """DLMF 19.4.1, of K(1 - p)."""
    return (ans - special.ellipe(1 - p) / p) / (2 * (1 - p))
