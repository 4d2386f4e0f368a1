"""`scipy.stats`: tails, and logarithms of distribution functions. With z = (x - loc) / scale."""

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
Three = tuple[Array, Array, Array]


@elementwise(stats.norm.logsf, x=among(-9.0, 0.0, 50.0), loc=[0.1], scale=[0.5])
@elementwise(stats.norm.logsf, x=anything, loc=near_zero, scale=spread)
def norm_logsf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """Minus the density over the tail: √(2/π) / erfcx(z / √2), which loses nothing far out."""
    z = (x - loc) / scale
    slope = math.sqrt(2 / math.pi) / special.erfcx(z / math.sqrt(2)) / scale
    return -slope, slope, z * slope


@elementwise(stats.norm.isf, q=fraction, loc=near_zero, scale=spread)
def norm_isf(q: Array, loc: Array = 0, scale: Array = 1, *, ans: Array) -> Three:
    """The inverse of the tail: minus one over the density there."""
    z = (ans - loc) / scale
    return -scale * math.sqrt(2 * math.pi) * np.exp(0.5 * z**2), np.ones_like(z), z


@elementwise(stats.laplace.logcdf, x=anything, loc=near_zero, scale=spread)
def laplace_logcdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """z - log 2 to the left of the middle, log(1 - exp(-z)/2) to the right."""
    z = (x - loc) / scale
    slope = np.where(z <= 0, 1, 1 / (2 * np.exp(np.maximum(z, 0)) - 1)) / scale
    return slope, -slope, -z * slope


@elementwise(stats.logistic.logcdf, x=anything, loc=near_zero, scale=spread)
def logistic_logcdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """The logarithm of 1 / (1 + exp(-z))."""
    z = (x - loc) / scale
    slope = special.expit(-z) / scale
    return slope, -slope, -z * slope


@elementwise(stats.logistic.logsf, x=anything, loc=near_zero, scale=spread)
def logistic_logsf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """The logarithm of 1 / (1 + exp(z))."""
    z = (x - loc) / scale
    slope = special.expit(z) / scale
    return -slope, slope, z * slope


@elementwise(stats.expon.logcdf, x=either_side, loc=near_zero, scale=spread)
@elementwise(stats.expon.logcdf, x=beyond, loc=near_zero, scale=spread)
def expon_logcdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """log(1 - exp(-z)); constant where that is the logarithm of 0."""
    z = np.where(x > loc, (x - loc) / scale, 1)
    slope = np.where(x > loc, 1 / (np.expm1(z) * scale), 0)
    return slope, -slope, -z * slope


@elementwise(stats.expon.logsf, x=either_side, loc=near_zero, scale=spread)
@elementwise(stats.expon.logsf, x=beyond, loc=near_zero, scale=spread)
def expon_logsf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """-z to the right of loc, 0 to the left."""
    slope = np.where(x >= loc, 1 / scale, 0)
    return -slope, slope, slope * (x - loc) / scale
