"""`scipy.stats`: the Pareto, Rayleigh and Gumbel distributions. With z = (x - loc) / scale."""

from __future__ import annotations

import numpy as np
from scipy import stats

from tangentgen.rules.samples import Sample, among
from tangentgen.rules.words import Array, elementwise

shape = Sample(low=1.2, high=3.0)
near_zero = Sample(low=-0.3, high=0.2, form="real")
spread = Sample(low=0.6, high=1.0, form="real")
anything = Sample(form="real")
beyond = Sample(low=1.5, high=3.0)
either_side = among(-1.0, 2.7)
almost, below = among(0.95), Sample(low=-0.3, high=-0.2, form="real")
Three = tuple[Array, Array, Array]
Four = tuple[Array, Array, Array, Array]


@elementwise(stats.pareto.logpdf, x=either_side, b=shape, loc=near_zero, scale=spread)
@elementwise(stats.pareto.logpdf, x=almost, b=shape, loc=below, scale=spread)
@elementwise(stats.pareto.logpdf, x=beyond, b=shape, loc=near_zero, scale=spread)
def pareto_logpdf(x: Array, b: Array, loc: Array = 0, scale: Array = 1) -> Four:
    """log b - (b + 1) log z - log scale where z ≥ 1."""
    inside = x - loc >= scale
    z = np.where(inside, (x - loc) / scale, 1)
    slope = inside * (b + 1) / (z * scale)
    return -slope, inside * (1 / b - np.log(z)), slope, inside * b / scale


@elementwise(stats.pareto.pdf, x=either_side, b=shape, loc=near_zero, scale=spread)
@elementwise(stats.pareto.pdf, x=almost, b=shape, loc=below, scale=spread)
@elementwise(stats.pareto.pdf, x=beyond, b=shape, loc=near_zero, scale=spread)
def pareto_pdf(x: Array, b: Array, loc: Array = 0, scale: Array = 1, *, ans: Array) -> Four:
    """b / z^(b + 1) / scale where z ≥ 1."""
    z = np.where(x - loc >= scale, (x - loc) / scale, 1)
    slope = ans * (b + 1) / (z * scale)
    return -slope, ans * (1 / b - np.log(z)), slope, ans * b / scale


@elementwise(stats.pareto.cdf, x=either_side, b=shape, loc=near_zero, scale=spread)
@elementwise(stats.pareto.cdf, x=almost, b=shape, loc=below, scale=spread)
@elementwise(stats.pareto.cdf, x=beyond, b=shape, loc=near_zero, scale=spread)
def pareto_cdf(x: Array, b: Array, loc: Array = 0, scale: Array = 1) -> Four:
    """1 - z^-b where z ≥ 1."""
    inside = x - loc >= scale
    z = np.where(inside, (x - loc) / scale, 1)
    tail = inside * z**-b
    slope = b * tail / (z * scale)
    return slope, tail * np.log(z), -slope, -z * slope


@elementwise(stats.pareto.sf, x=either_side, b=shape, loc=near_zero, scale=spread)
@elementwise(stats.pareto.sf, x=almost, b=shape, loc=below, scale=spread)
@elementwise(stats.pareto.sf, x=beyond, b=shape, loc=near_zero, scale=spread)
def pareto_sf(x: Array, b: Array, loc: Array = 0, scale: Array = 1) -> Four:
    """z^-b where z ≥ 1."""
    inside = x - loc >= scale
    z = np.where(inside, (x - loc) / scale, 1)
    tail = inside * z**-b
    slope = b * tail / (z * scale)
    return -slope, -tail * np.log(z), slope, z * slope


@elementwise(stats.rayleigh.logpdf, x=either_side, loc=near_zero, scale=spread)
@elementwise(stats.rayleigh.logpdf, x=beyond, loc=near_zero, scale=spread)
def rayleigh_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """log z - z²/2 - log scale where z > 0."""
    inside = x > loc
    z = np.where(inside, (x - loc) / scale, 1)
    slope = (1 / z - z) / scale  # 0 where z is 1, outside
    return slope, -slope, inside * (-1 / scale) - z * slope


@elementwise(stats.gumbel_r.logpdf, x=anything, loc=near_zero, scale=spread)
def gumbel_r_logpdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """-z - exp(-z) - log scale."""
    z = (x - loc) / scale
    slope = np.expm1(-z) / scale
    return slope, -slope, -1 / scale - z * slope


@elementwise(stats.gumbel_r.cdf, x=anything, loc=near_zero, scale=spread)
def gumbel_r_cdf(x: Array, loc: Array = 0, scale: Array = 1) -> Three:
    """exp(-exp(-z))."""
    z = (x - loc) / scale
    slope = np.exp(-z - np.exp(-z)) / scale
    return slope, -slope, -z * slope
