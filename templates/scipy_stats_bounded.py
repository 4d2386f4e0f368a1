"""`scipy.stats`: the uniform distribution, half of the normal one, and distribution functions of
others with shapes. With z = (x - loc) / scale.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special, stats

from tangentgen.rules.samples import Sample, among
from tangentgen.rules.words import Array, elementwise

shape = Sample(low=1.2, high=3.0)
near_zero = Sample(low=-0.3, high=0.2, form="real")
spread = Sample(low=0.6, high=2.0, form="real")
wide = Sample(low=1.0, high=2.0, form="real")
anything = Sample(form="real")
beyond = Sample(low=0.4, high=3.0)
inner = Sample(low=0.25, high=0.45)
either_side = among(-1.0, 0.7)
Three = tuple[Array, Array, Array]
Four = tuple[Array, Array, Array, Array]


@elementwise(stats.uniform.logpdf, x=among(-0.8, 0.4, 3.5), loc=near_zero, scale=wide)
@elementwise(stats.uniform.logpdf, x=inner, loc=near_zero, scale=wide)
def uniform_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """-log scale between loc and loc + scale."""
    inside = (x >= loc) & (x <= loc + scale)
    return 0, 0, np.where(inside, -1 / scale, 0)


@elementwise(stats.uniform.pdf, x=among(-0.8, 0.4, 3.5), loc=near_zero, scale=wide)
@elementwise(stats.uniform.pdf, x=inner, loc=near_zero, scale=wide)
def uniform_pdf(x: Array, loc: Array = 0, scale: Array = 1, *, ans: Array) -> Three:
    """1 / scale between loc and loc + scale."""
    return 0, 0, -ans / scale


@elementwise(stats.uniform.cdf, x=among(-0.8, 0.4, 3.5), loc=near_zero, scale=wide)
@elementwise(stats.uniform.cdf, x=inner, loc=near_zero, scale=wide)
def uniform_cdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """z between 0 and 1."""
    inside = (x >= loc) & (x <= loc + scale)
    density = np.where(inside, 1 / scale, 0)
    return density, -density, -density * (x - loc) / scale


@elementwise(stats.halfnorm.logpdf, x=either_side, loc=near_zero, scale=spread)
@elementwise(stats.halfnorm.logpdf, x=beyond, loc=near_zero, scale=spread)
def halfnorm_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """-z²/2 - log scale and a constant, to the right of loc."""
    z = (x - loc) / scale
    slope = np.where(x >= loc, -z / scale, 0)
    return slope, -slope, -z * slope - np.where(x >= loc, 1 / scale, 0)


@elementwise(stats.t.cdf, x=anything, df=[1.5, 4.0], loc=near_zero, scale=spread)
def t_cdf(x: Array, df: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """The distribution function, whose derivative is the density; in df there is none here."""
    z = (x - loc) / scale
    log_norm = special.gammaln((df + 1) / 2) - special.gammaln(df / 2) - np.log(np.pi * df) / 2
    density = np.exp(log_norm - (df + 1) / 2 * np.log1p(z**2 / df)) / scale
    return density, -density, -z * density


@elementwise(stats.beta.cdf, x=among(-0.8, 0.4, 3.5), a=[1.2], b=[2.0], loc=near_zero, scale=wide)
@elementwise(stats.beta.cdf, x=inner, a=[1.2, 2.0], b=[1.5], loc=near_zero, scale=wide)
def beta_cdf(x: Array, a: Array, b: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """The distribution function, whose derivative is the density; in a and b there is none here."""
    inside = (x >= loc) & (x <= loc + scale)
    z = np.where(inside, (x - loc) / scale, 0.5)
    log_density = special.xlogy(a - 1, z) + special.xlog1py(b - 1, -z) - special.betaln(a, b)
    density = inside * np.exp(log_density) / scale
    return density, -density, -z * density


@elementwise(stats.lognorm.cdf, x=either_side, s=shape, loc=near_zero, scale=spread)
@elementwise(stats.lognorm.cdf, x=beyond, s=shape, loc=near_zero, scale=spread)
def lognorm_cdf(x: Array, s: Array, loc: Array = 0, scale: Array = 1) -> Four:
    """Φ(log z / s)."""
    inside = x > loc
    z = np.where(inside, (x - loc) / scale, 1)
    u = np.log(z) / s
    height = inside * np.exp(-0.5 * u**2) / (math.sqrt(2 * math.pi) * s)
    density = height / (z * scale)
    return density, -u * height, -density, -z * density
