"""`scipy.stats`: the chi-squared and the inverse gamma distribution. With z = (x - loc) / scale."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from tangentgen.rules.samples import Sample, among
from tangentgen.rules.words import Array, elementwise

shape = Sample(low=1.2, high=3.0)
near_zero = Sample(low=-0.3, high=0.2, form="real")
spread = Sample(low=0.6, high=2.0, form="real")
beyond = Sample(low=0.4, high=3.0)
either_side = among(-1.0, 0.7)
Three = tuple[Array, Array, Array]
Four = tuple[Array, Array, Array, Array]


@elementwise(stats.chi2.logpdf, x=either_side, df=shape, loc=near_zero, scale=spread)
@elementwise(stats.chi2.logpdf, x=beyond, df=shape, loc=near_zero, scale=spread)
def chi2_logpdf(x: Array, df: Array, loc: Array = 0, scale: Array = 1) -> Four:
    """(df/2 - 1) log z - z/2 - log Γ(df/2) - df/2 log 2; constant where the density is zero."""
    inside = x >= loc
    z = np.where(inside, (x - loc) / scale, 1)
    slope = inside * ((df / 2 - 1) / z - 0.5) / scale
    in_df = 0.5 * inside * (np.log(z / 2) - special.digamma(df / 2))
    return slope, in_df, -slope, -(z * slope + inside / scale)


@elementwise(stats.chi2.pdf, x=either_side, df=shape, loc=near_zero, scale=spread)
@elementwise(stats.chi2.pdf, x=beyond, df=shape, loc=near_zero, scale=spread)
def chi2_pdf(x: Array, df: Array, loc: Array = 0, scale: Array = 1, *, ans: Array) -> Four:
    """The density times the derivative of its logarithm."""
    z = np.where(x >= loc, (x - loc) / scale, 1)
    slope = ans * ((df / 2 - 1) / z - 0.5) / scale
    in_df = 0.5 * ans * (np.log(z / 2) - special.digamma(df / 2))
    return slope, in_df, -slope, -(z * slope + ans / scale)


@elementwise(stats.chi2.cdf, x=either_side, df=[1.5, 2.0], loc=near_zero, scale=spread)
@elementwise(stats.chi2.cdf, x=beyond, df=[1.5, 4.0], loc=near_zero, scale=spread)
def chi2_cdf(x: Array, df: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """The distribution function, whose derivative is the density; in df there is none here."""
    inside = x >= loc
    half = np.where(inside, (x - loc) / (2 * scale), 1)
    log_density = special.xlogy(df / 2 - 1, half) - half - special.gammaln(df / 2)
    density = inside * np.exp(log_density) / (2 * scale)
    return density, -density, -2 * half * density


@elementwise(stats.invgamma.logpdf, x=either_side, a=shape, loc=near_zero, scale=spread)
@elementwise(stats.invgamma.logpdf, x=beyond, a=shape, loc=near_zero, scale=spread)
def invgamma_logpdf(x: Array, a: Array, loc: Array = 0, scale: Array = 1) -> Four:
    """-(a + 1) log z - log Γ(a) - 1/z; constant where the density is zero."""
    inside = x > loc
    z = np.where(inside, (x - loc) / scale, 1)
    slope = inside * (1 / z - a - 1) / (z * scale)
    in_a = inside * (np.log(z) + special.digamma(a))
    return slope, -in_a, -slope, -(z * slope + inside / scale)
