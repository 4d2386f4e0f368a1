"""`scipy.special`: error function and the normal distribution.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, among, real, unit
from tangentgen.rules.words import Array, adjoint, elementwise, tangent

fraction = Sample(low=0.1, high=0.9)
small = Sample(low=-0.9, high=0.9, form="real")


@elementwise(special.erf, x=real)
def erf(x: Array) -> Array:
    """d erf(x) = 2/√π exp(-x²) dx."""
    return 2 / math.sqrt(math.pi) * np.exp(-(x**2))


@elementwise(special.erfc, x=real)
def erfc(x: Array) -> Array:
    """d erfc(x) = -2/√π exp(-x²) dx."""
    return -2 / math.sqrt(math.pi) * np.exp(-(x**2))


@elementwise(special.erfcx, x=real)
def erfcx(x: Array, *, ans: Array) -> Array:
    """exp(x²) erfc(x), so d erfcx(x) = (2x erfcx(x) - 2/√π) dx."""
    return 2 * x * ans - 2 / math.sqrt(math.pi)


@elementwise(special.erfi, x=unit)
def erfi(x: Array) -> Array:
    """d erfi(x) = 2/√π exp(x²) dx."""
    return 2 / math.sqrt(math.pi) * np.exp(x**2)


@elementwise(special.dawsn, x=real)
def dawsn(x: Array, *, ans: Array) -> Array:
    """DLMF 7.10.3: F′(x) = 1 - 2x F(x)."""
    return 1 - 2 * x * ans


@elementwise(special.erfinv, x=unit)
def erfinv(x: Array, *, ans: Array) -> Array:
    """The inverse of erf: √π/2 exp(ans²)."""
    return math.sqrt(math.pi) / 2 * np.exp(ans**2)


@elementwise(special.erfcinv, x=fraction)
def erfcinv(x: Array, *, ans: Array) -> Array:
    """The inverse of erfc: -√π/2 exp(ans²)."""
    return -math.sqrt(math.pi) / 2 * np.exp(ans**2)


@elementwise(special.ndtr, x=real)
def ndtr(x: Array) -> Array:
    """The normal distribution; its derivative is the density."""
    return np.exp(-0.5 * x**2) / math.sqrt(2 * math.pi)


@elementwise(special.log_ndtr, x=among(-50.0, 0.0, 9.0))
@elementwise(special.log_ndtr, x=real)
def log_ndtr(x: Array) -> Array:
    """d log Φ(x) = φ(x) / Φ(x) dx = √(2/π) / erfcx(-x / √2) dx, which loses nothing far out."""
    return math.sqrt(2 / math.pi) / special.erfcx(-x / math.sqrt(2))


@elementwise(special.ndtri, x=fraction)
def ndtri(x: Array, *, ans: Array) -> Array:
    """The inverse of Φ: 1 / φ(ans)."""
    return math.sqrt(2 * math.pi) * np.exp(0.5 * ans**2)


@adjoint(special.fresnel, x=real)
def fresnel(x: Array, *, ans_bar: tuple[Array, Array]) -> Array:
    """d S(x) = sin(πx²/2) dx, d C(x) = cos(πx²/2) dx."""
    phase = 0.5 * math.pi * x**2
    x_bar = ans_bar[0] * np.sin(phase) + ans_bar[1] * np.cos(phase)
    return x_bar


@tangent(special.fresnel)
def fresnel_tangent(x: Array, *, x_dot: Array) -> tuple[Array, Array]:
    """d S(x) = sin(πx²/2) dx, d C(x) = cos(πx²/2) dx."""
    phase = 0.5 * math.pi * x**2
    return np.sin(phase) * x_dot, np.cos(phase) * x_dot


@elementwise(special.wofz, z=real)
def wofz(z: Array, *, ans: Array) -> Array:
    """DLMF 7.10.2, of w(z) = exp(-z²) erfc(-iz)."""
    return 2j / math.sqrt(math.pi) - 2 * z * ans


@elementwise(special.owens_t, h=small, a=small)
def owens_t(h: Array, a: Array) -> tuple[Array, Array]:
    """Owen 1956: T(h, a) = ∫ exp(-h² (1 + x²) / 2) / (1 + x²) dx / 2π from 0 to a."""
    square = 1 + a**2
    in_h = -special.erf(a * h / math.sqrt(2)) * np.exp(-0.5 * h**2) / math.sqrt(8 * math.pi)
    return in_h, np.exp(-0.5 * h**2 * square) / (2 * math.pi * square)
