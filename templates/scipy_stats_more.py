"""`scipy.stats`: tails, logarithms of distribution functions, and further distributions.

With z = (x - loc) / scale.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special, stats

from tangentgen.rules.samples import Sample, among, paired
from tangentgen.rules.words import Array, adjoint, elementwise, tangent

fraction = Sample(low=0.1, high=0.9)
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


@elementwise(stats.invgamma.logpdf, x=either_side, a=shape, loc=near_zero, scale=spread)
@elementwise(stats.invgamma.logpdf, x=beyond, a=shape, loc=near_zero, scale=spread)
def invgamma_logpdf(x: Array, a: Array, loc: Array = 0, scale: Array = 1) -> Four:
    """-(a + 1) log z - log Γ(a) - 1/z; constant where the density is zero."""
    inside = x > loc
    z = np.where(inside, (x - loc) / scale, 1)
    slope = inside * (1 / z - a - 1) / (z * scale)
    in_a = inside * (np.log(z) + special.digamma(a))
    return slope, -in_a, -slope, -(z * slope + inside / scale)


@elementwise(stats.bernoulli.pmf, k=[0, 1, 2], p=fraction)
def bernoulli_pmf(k: Array, p: Array) -> Array:
    """p at 1, 1 - p at 0."""
    return np.where(k == 1, 1.0, 0.0) - np.where(k == 0, 1.0, 0.0)


@elementwise(stats.nbinom.logpmf, k=[0, 1, 3], n=shape, p=fraction)
def nbinom_logpmf(k: Array, n: Array, p: Array) -> tuple[Array, Array]:
    """n log p + k log(1 - p) + log Γ(k + n) - log Γ(n), and what depends on k alone."""
    in_n = special.digamma(k + n) - special.digamma(n) + np.log(p)
    return in_n, n / p - k / (1 - p)


@elementwise(stats.geom.logpmf, k=[1, 3], p=fraction)
def geom_logpmf(k: Array, p: Array) -> Array:
    """log p + (k - 1) log(1 - p)."""
    return 1 / p - (k - 1) / (1 - p)


@elementwise(stats.binom.cdf, k=[1, 2.5, 0], n=[4], p=fraction)
def binom_cdf(k: Array, n: Array, p: Array) -> Array:
    """An incomplete beta function in 1 - p (DLMF 8.17.7)."""
    count = np.floor(k)
    log_choices = special.gammaln(n + 1.0) - special.gammaln(count + 1.0)
    log_choices = log_choices - special.gammaln(n - count)
    return -np.exp(log_choices + special.xlogy(count, p) + special.xlog1py(n - count - 1, -p))


(concentrations,) = paired(((3,),), low=0.5)


@adjoint(stats.dirichlet.logpdf, x=[np.array([0.2, 0.3, 0.5])], alpha=concentrations)
def dirichlet_logpdf(x: Array, alpha: Array, *, ans_bar: Array) -> Array:
    """Σ (αᵢ - 1) log xᵢ - Σ log Γ(αᵢ) + log Γ(Σ αᵢ); in x there is no derivative here."""
    if np.ndim(x) != 1:
        raise NotImplementedError("dirichlet.logpdf of several points")
    score = np.log(x) - special.digamma(alpha) + special.digamma(np.sum(alpha))
    alpha_bar = ans_bar * score
    return alpha_bar


@tangent(stats.dirichlet.logpdf)
def dirichlet_logpdf_tangent(x: Array, alpha: Array, *, alpha_dot: Array) -> Array:
    """Σ (αᵢ - 1) log xᵢ - Σ log Γ(αᵢ) + log Γ(Σ αᵢ)."""
    if np.ndim(x) != 1:
        raise NotImplementedError("dirichlet.logpdf of several points")
    score = np.log(x) - special.digamma(alpha) + special.digamma(np.sum(alpha))
    return np.sum(score * alpha_dot)
