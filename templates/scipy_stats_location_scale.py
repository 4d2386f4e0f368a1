"""`scipy.stats`: distributions with a location and a scale.

With z = (x - loc) / scale; a density's derivative is the density times the score.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special, stats

from tangentgen.rules.samples import Sample, among
from tangentgen.rules.words import Array, elementwise

fraction = Sample(low=0.1, high=0.9)
near_zero = Sample(low=-0.3, high=0.2, form="real")
spread = Sample(low=0.6, high=2.0, form="real")
anything = Sample(form="real")
beyond = Sample(low=0.4, high=3.0)
either_side = among(-1.0, 0.7)


@elementwise(stats.norm.logpdf, x=anything, loc=near_zero, scale=spread)
def norm_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The logarithm of the density."""
    z = (x - loc) / scale
    slope = -z / scale
    return slope, -slope, -(z * slope + 1 / scale)


@elementwise(stats.norm.pdf, x=anything, loc=near_zero, scale=spread)
def norm_pdf(
    x: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array]:
    """The density."""
    z = (x - loc) / scale
    slope = -z / scale
    return ans * slope, -ans * slope, -ans * (z * slope + 1 / scale)


@elementwise(stats.norm.cdf, x=anything, loc=near_zero, scale=spread)
def norm_cdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The distribution function, whose derivative is the density."""
    z = (x - loc) / scale
    density = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi) / scale
    return density, -density, -z * density


@elementwise(stats.norm.sf, x=anything, loc=near_zero, scale=spread)
def norm_sf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """One minus the distribution function, whose derivative is the density (up to the sign)."""
    z = (x - loc) / scale
    density = np.exp(-0.5 * z**2) / math.sqrt(2 * math.pi) / scale
    return -density, density, z * density


@elementwise(stats.laplace.logpdf, x=anything, loc=near_zero, scale=spread)
def laplace_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The logarithm of the density."""
    z = (x - loc) / scale
    slope = (-np.sign(z)) / scale
    return slope, -slope, -(z * slope + 1 / scale)


@elementwise(stats.laplace.pdf, x=anything, loc=near_zero, scale=spread)
def laplace_pdf(
    x: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array]:
    """The density."""
    z = (x - loc) / scale
    slope = (-np.sign(z)) / scale
    return ans * slope, -ans * slope, -ans * (z * slope + 1 / scale)


@elementwise(stats.laplace.cdf, x=anything, loc=near_zero, scale=spread)
def laplace_cdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The distribution function, whose derivative is the density."""
    z = (x - loc) / scale
    density = 0.5 * np.exp(-np.abs(z)) / scale
    return density, -density, -z * density


@elementwise(stats.laplace.sf, x=anything, loc=near_zero, scale=spread)
def laplace_sf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """One minus the distribution function, whose derivative is the density (up to the sign)."""
    z = (x - loc) / scale
    density = 0.5 * np.exp(-np.abs(z)) / scale
    return -density, density, z * density


@elementwise(stats.logistic.logpdf, x=anything, loc=near_zero, scale=spread)
def logistic_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The logarithm of the density."""
    z = (x - loc) / scale
    slope = (-np.tanh(0.5 * z)) / scale
    return slope, -slope, -(z * slope + 1 / scale)


@elementwise(stats.logistic.pdf, x=anything, loc=near_zero, scale=spread)
def logistic_pdf(
    x: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array]:
    """The density."""
    z = (x - loc) / scale
    slope = (-np.tanh(0.5 * z)) / scale
    return ans * slope, -ans * slope, -ans * (z * slope + 1 / scale)


@elementwise(stats.logistic.cdf, x=anything, loc=near_zero, scale=spread)
def logistic_cdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The distribution function, whose derivative is the density."""
    z = (x - loc) / scale
    density = 0.25 / np.cosh(0.5 * z) ** 2 / scale
    return density, -density, -z * density


@elementwise(stats.logistic.sf, x=anything, loc=near_zero, scale=spread)
def logistic_sf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """One minus the distribution function, whose derivative is the density (up to the sign)."""
    z = (x - loc) / scale
    density = 0.25 / np.cosh(0.5 * z) ** 2 / scale
    return -density, density, z * density


@elementwise(stats.cauchy.logpdf, x=anything, loc=near_zero, scale=spread)
def cauchy_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The logarithm of the density."""
    z = (x - loc) / scale
    slope = (-2 * z / (1 + z**2)) / scale
    return slope, -slope, -(z * slope + 1 / scale)


@elementwise(stats.cauchy.pdf, x=anything, loc=near_zero, scale=spread)
def cauchy_pdf(
    x: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array]:
    """The density."""
    z = (x - loc) / scale
    slope = (-2 * z / (1 + z**2)) / scale
    return ans * slope, -ans * slope, -ans * (z * slope + 1 / scale)


@elementwise(stats.cauchy.cdf, x=anything, loc=near_zero, scale=spread)
def cauchy_cdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The distribution function, whose derivative is the density."""
    z = (x - loc) / scale
    density = 1 / (math.pi * (1 + z**2)) / scale
    return density, -density, -z * density


@elementwise(stats.cauchy.sf, x=anything, loc=near_zero, scale=spread)
def cauchy_sf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """One minus the distribution function, whose derivative is the density (up to the sign)."""
    z = (x - loc) / scale
    density = 1 / (math.pi * (1 + z**2)) / scale
    return -density, density, z * density


@elementwise(stats.expon.logpdf, x=either_side, loc=near_zero, scale=spread)
@elementwise(stats.expon.logpdf, x=beyond, loc=near_zero, scale=spread)
def expon_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The logarithm of the density; constant where that is zero."""
    slope = np.where(x >= loc, 1 / scale, 0)
    return -slope, slope, slope * ((x - loc) / scale - 1)


@elementwise(stats.expon.pdf, x=either_side, loc=near_zero, scale=spread)
@elementwise(stats.expon.pdf, x=beyond, loc=near_zero, scale=spread)
def expon_pdf(
    x: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array]:
    """The density."""
    slope = ans / scale
    return -slope, slope, slope * ((x - loc) / scale - 1)


@elementwise(stats.expon.cdf, x=either_side, loc=near_zero, scale=spread)
@elementwise(stats.expon.cdf, x=beyond, loc=near_zero, scale=spread)
def expon_cdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The distribution function, whose derivative is the density."""
    z = (x - loc) / scale
    density = (z >= 0) * np.exp(-np.abs(z)) / scale
    return density, -density, -z * density


@elementwise(stats.expon.sf, x=either_side, loc=near_zero, scale=spread)
@elementwise(stats.expon.sf, x=beyond, loc=near_zero, scale=spread)
def expon_sf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """One minus the distribution function, whose derivative is the density (up to the sign)."""
    z = (x - loc) / scale
    density = (z >= 0) * np.exp(-np.abs(z)) / scale
    return -density, density, z * density


@elementwise(stats.norm.logcdf, x=among(-50.0, 0.0, 9.0), loc=[0.1], scale=[0.5])
@elementwise(stats.norm.logcdf, x=anything, loc=near_zero, scale=spread)
def norm_logcdf(x: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The density over the distribution function: √(2/π) / erfcx(-z / √2), which loses nothing
    far out.
    """
    z = (x - loc) / scale
    slope = math.sqrt(2 / math.pi) / special.erfcx(-z / math.sqrt(2)) / scale
    return slope, -slope, -z * slope


@elementwise(stats.norm.ppf, q=fraction, loc=near_zero, scale=spread)
def norm_ppf(
    q: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array]:
    """The inverse of the distribution function: one over the density there."""
    z = (ans - loc) / scale
    return scale * math.sqrt(2 * math.pi) * np.exp(0.5 * z**2), np.ones_like(z), z
