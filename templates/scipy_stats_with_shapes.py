"""`scipy.stats`: distributions with a shape.

With z = (x - loc) / scale; a density's derivative is the density times the score.
"""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from tangentgen.rules.samples import Sample, among
from tangentgen.rules.words import Array, elementwise

shape = Sample(low=1.2, high=3.0)
near_zero = Sample(low=-0.3, high=0.2, form="real")
wide = Sample(low=1.0, high=2.0, form="real")
spread = Sample(low=0.6, high=2.0, form="real")
anything = Sample(form="real")
beyond = Sample(low=0.4, high=3.0)
either_side = among(-1.0, 0.7)
inner = Sample(low=0.25, high=0.45)


@elementwise(stats.gamma.logpdf, x=either_side, a=shape, loc=near_zero, scale=spread)
@elementwise(stats.gamma.logpdf, x=beyond, a=shape, loc=near_zero, scale=spread)
def gamma_logpdf(
    x: Array, a: Array, loc: Array = 0, scale: Array = 1
) -> tuple[Array, Array, Array, Array]:
    """The logarithm of the density; constant where that is zero."""
    inside = x >= loc
    z = np.where(inside, (x - loc) / scale, 1)
    slope = inside * ((a - 1) / z - 1) / scale
    return slope, inside * (np.log(z) - special.digamma(a)), -slope, -(z * slope + inside / scale)


@elementwise(stats.gamma.pdf, x=either_side, a=shape, loc=near_zero, scale=spread)
@elementwise(stats.gamma.pdf, x=beyond, a=shape, loc=near_zero, scale=spread)
def gamma_pdf(
    x: Array, a: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array, Array]:
    """The density."""
    z = np.where(x >= loc, (x - loc) / scale, 1)
    slope = ((a - 1) / z - 1) / scale
    return (
        ans * slope,
        ans * (np.log(z) - special.digamma(a)),
        -ans * slope,
        -ans * (z * slope + 1 / scale),
    )


@elementwise(stats.gamma.cdf, x=either_side, a=[1.2, 2.0], loc=near_zero, scale=spread)
@elementwise(stats.gamma.cdf, x=beyond, a=[1.2, 2.0], loc=near_zero, scale=spread)
def gamma_cdf(x: Array, a: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """The distribution function, whose derivative is the density."""
    inside = x >= loc
    z = np.where(inside, (x - loc) / scale, 1)
    density = inside * np.exp(special.xlogy(a - 1, z) - z - special.gammaln(a)) / scale
    return density, -density, -z * density


@elementwise(stats.gamma.sf, x=either_side, a=[1.2, 2.0], loc=near_zero, scale=spread)
@elementwise(stats.gamma.sf, x=beyond, a=[1.2, 2.0], loc=near_zero, scale=spread)
def gamma_sf(x: Array, a: Array, loc: Array = 0, scale: Array = 1) -> tuple[Array, Array, Array]:
    """One minus the distribution function, whose derivative is the density (up to the sign)."""
    inside = x >= loc
    z = np.where(inside, (x - loc) / scale, 1)
    density = inside * np.exp(special.xlogy(a - 1, z) - z - special.gammaln(a)) / scale
    return -density, density, z * density


@elementwise(stats.t.logpdf, x=anything, df=shape, loc=near_zero, scale=spread)
def t_logpdf(
    x: Array, df: Array, loc: Array = 0, scale: Array = 1
) -> tuple[Array, Array, Array, Array]:
    """The logarithm of the density."""
    z = (x - loc) / scale
    slope = (-(df + 1) * z / (df + z**2)) / scale
    return (
        slope,
        (
            0.5
            * (
                special.digamma((df + 1) / 2)
                - special.digamma(df / 2)
                - 1 / df
                - np.log1p(z**2 / df)
                + (df + 1) * z**2 / (df * (df + z**2))
            )
        ),
        -slope,
        -(z * slope + 1 / scale),
    )


@elementwise(stats.t.pdf, x=anything, df=shape, loc=near_zero, scale=spread)
def t_pdf(
    x: Array, df: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array, Array]:
    """The density."""
    z = (x - loc) / scale
    slope = (-(df + 1) * z / (df + z**2)) / scale
    return (
        ans * slope,
        ans
        * (
            0.5
            * (
                special.digamma((df + 1) / 2)
                - special.digamma(df / 2)
                - 1 / df
                - np.log1p(z**2 / df)
                + (df + 1) * z**2 / (df * (df + z**2))
            )
        ),
        -ans * slope,
        -ans * (z * slope + 1 / scale),
    )


@elementwise(stats.lognorm.logpdf, x=either_side, s=shape, loc=near_zero, scale=spread)
@elementwise(stats.lognorm.logpdf, x=beyond, s=shape, loc=near_zero, scale=spread)
def lognorm_logpdf(
    x: Array, s: Array, loc: Array = 0, scale: Array = 1
) -> tuple[Array, Array, Array, Array]:
    """The logarithm of the density; constant where that is zero."""
    inside = x > loc
    z = np.where(inside, (x - loc) / scale, 1)
    slope = inside * (-(1 + np.log(z) / s**2) / z) / scale
    return slope, inside * (np.log(z) ** 2 / s**3 - 1 / s), -slope, -(z * slope + inside / scale)


@elementwise(stats.lognorm.pdf, x=either_side, s=shape, loc=near_zero, scale=spread)
@elementwise(stats.lognorm.pdf, x=beyond, s=shape, loc=near_zero, scale=spread)
def lognorm_pdf(
    x: Array, s: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array, Array]:
    """The density."""
    z = np.where(x > loc, (x - loc) / scale, 1)
    slope = (-(1 + np.log(z) / s**2) / z) / scale
    return (
        ans * slope,
        ans * (np.log(z) ** 2 / s**3 - 1 / s),
        -ans * slope,
        -ans * (z * slope + 1 / scale),
    )


@elementwise(stats.weibull_min.logpdf, x=either_side, c=shape, loc=near_zero, scale=spread)
@elementwise(stats.weibull_min.logpdf, x=beyond, c=shape, loc=near_zero, scale=spread)
def weibull_min_logpdf(
    x: Array, c: Array, loc: Array = 0, scale: Array = 1
) -> tuple[Array, Array, Array, Array]:
    """The logarithm of the density; constant where that is zero."""
    inside = x >= loc
    z = np.where(inside, (x - loc) / scale, 1)
    slope = inside * ((c - 1 - c * z**c) / z) / scale
    return slope, inside * (1 / c + np.log(z) * (1 - z**c)), -slope, -(z * slope + inside / scale)


@elementwise(stats.weibull_min.pdf, x=either_side, c=shape, loc=near_zero, scale=spread)
@elementwise(stats.weibull_min.pdf, x=beyond, c=shape, loc=near_zero, scale=spread)
def weibull_min_pdf(
    x: Array, c: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array, Array]:
    """The density."""
    z = np.where(x >= loc, (x - loc) / scale, 1)
    slope = ((c - 1 - c * z**c) / z) / scale
    return (
        ans * slope,
        ans * (1 / c + np.log(z) * (1 - z**c)),
        -ans * slope,
        -ans * (z * slope + 1 / scale),
    )


@elementwise(stats.weibull_min.cdf, x=either_side, c=shape, loc=near_zero, scale=spread)
@elementwise(stats.weibull_min.cdf, x=beyond, c=shape, loc=near_zero, scale=spread)
def weibull_min_cdf(
    x: Array, c: Array, loc: Array = 0, scale: Array = 1
) -> tuple[Array, Array, Array, Array]:
    """1 - exp(-z^c), whose derivative is the density."""
    inside = x > loc
    z = np.where(inside, (x - loc) / scale, 1)
    tail = np.exp(-(z**c))
    density = inside * c * z ** (c - 1) * tail / scale
    return density, z**c * np.log(z) * tail, -density, -z * density


@elementwise(stats.weibull_min.sf, x=either_side, c=shape, loc=near_zero, scale=spread)
@elementwise(stats.weibull_min.sf, x=beyond, c=shape, loc=near_zero, scale=spread)
def weibull_min_sf(
    x: Array, c: Array, loc: Array = 0, scale: Array = 1
) -> tuple[Array, Array, Array, Array]:
    """exp(-z^c), whose derivative is minus the density."""
    inside = x > loc
    z = np.where(inside, (x - loc) / scale, 1)
    tail = np.exp(-(z**c))
    density = inside * c * z ** (c - 1) * tail / scale
    return -density, -(z**c) * np.log(z) * tail, density, z * density


@elementwise(
    stats.beta.logpdf, x=among(-0.8, 0.4, 3.5), a=shape, b=shape, loc=near_zero, scale=wide
)
@elementwise(stats.beta.logpdf, x=inner, a=shape, b=shape, loc=near_zero, scale=wide)
def beta_logpdf(
    x: Array, a: Array, b: Array, loc: Array = 0, scale: Array = 1
) -> tuple[Array, Array, Array, Array, Array]:
    """The logarithm of the density; constant where that is zero."""
    inside = (x >= loc) & (x <= loc + scale)
    z = np.where(inside, (x - loc) / scale, 0.5)
    slope = inside * ((a - 1) / z - (b - 1) / (1 - z)) / scale
    return (
        slope,
        inside * (np.log(z) + special.digamma(a + b) - special.digamma(a)),
        inside * (np.log1p(-z) + special.digamma(a + b) - special.digamma(b)),
        -slope,
        -(z * slope + inside / scale),
    )


@elementwise(stats.beta.pdf, x=among(-0.8, 0.4, 3.5), a=shape, b=shape, loc=near_zero, scale=wide)
@elementwise(stats.beta.pdf, x=inner, a=shape, b=shape, loc=near_zero, scale=wide)
def beta_pdf(
    x: Array, a: Array, b: Array, loc: Array = 0, scale: Array = 1, *, ans: Array
) -> tuple[Array, Array, Array, Array, Array]:
    """The density."""
    inside = (x >= loc) & (x <= loc + scale)
    z = np.where(inside, (x - loc) / scale, 0.5)
    slope = ((a - 1) / z - (b - 1) / (1 - z)) / scale
    return (
        ans * slope,
        ans * (np.log(z) + special.digamma(a + b) - special.digamma(a)),
        ans * (np.log1p(-z) + special.digamma(a + b) - special.digamma(b)),
        -ans * slope,
        -ans * (z * slope + 1 / scale),
    )
