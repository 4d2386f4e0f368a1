"""`scipy.stats`: discrete distributions; the derivative is with respect to their parameters."""

from __future__ import annotations

import numpy as np
from scipy import special, stats

from tangentgen.rules.samples import Sample, positive
from tangentgen.rules.words import Array, elementwise

fraction = Sample(low=0.1, high=0.9)
counts = [0, 1, 3]


@elementwise(stats.poisson.logpmf, k=counts, mu=positive)
def poisson_logpmf(k: Array, mu: Array) -> Array:
    """k log μ - μ - log k!."""
    return k / mu - 1


@elementwise(stats.poisson.pmf, k=counts, mu=positive)
def poisson_pmf(k: Array, mu: Array, *, ans: Array) -> Array:
    """The exponential of k log μ - μ - log k!."""
    return ans * (k / mu - 1)


@elementwise(stats.poisson.cdf, k=[2.5, -0.5, -2.5], mu=positive)
@elementwise(stats.poisson.cdf, k=counts, mu=positive)
def poisson_cdf(k: Array, mu: Array) -> Array:
    """Γ(k + 1, μ)/k!, whose derivative is minus the mass at k."""
    count = np.floor(k)
    return -np.exp(special.xlogy(count, mu) - mu - special.gammaln(count + 1.0))


@elementwise(stats.binom.logpmf, k=counts, n=[4], p=fraction)
def binom_logpmf(k: Array, n: Array, p: Array) -> Array:
    """k log p + (n - k) log(1 - p), and what does not depend on p."""
    return k / p - (n - k) / (1 - p)


@elementwise(stats.binom.pmf, k=counts, n=[4], p=fraction)
def binom_pmf(k: Array, n: Array, p: Array, *, ans: Array) -> Array:
    """The exponential of k log p + (n - k) log(1 - p), and what does not depend on p."""
    return ans * (k / p - (n - k) / (1 - p))


@elementwise(stats.bernoulli.logpmf, k=[0, 1], p=fraction)
def bernoulli_logpmf(k: Array, p: Array) -> Array:
    """k log p + (1 - k) log(1 - p)."""
    return k / p - (1 - k) / (1 - p)


shape = Sample(low=1.2, high=3.0)


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
