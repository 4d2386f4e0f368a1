"""`scipy.special`: combinations, and the distribution functions of counts."""

from __future__ import annotations

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, positive
from tangentgen.rules.words import Array, elementwise

fraction = Sample(low=0.1, high=0.9)
above_two = Sample(low=2.5, high=4.0, form="real")
moderate = Sample(low=0.4, high=2.0, form="real")


@elementwise(special.comb, N=above_two, k=moderate)
def comb(N: Array, k: Array, *, ans: Array) -> tuple[Array, Array]:
    """See `binom`."""
    rest = special.digamma(N - k + 1)
    return ans * (special.digamma(N + 1) - rest), ans * (rest - special.digamma(k + 1))


@elementwise(special.pdtr, k=[2.0, 2.5], m=positive)
def pdtr(k: Array, m: Array) -> Array:
    """The distribution function of Poisson: minus the mass at k."""
    count = np.floor(k * np.ones_like(m))  # of one precision
    return -np.exp(special.xlogy(count, m) - m - special.gammaln(count + 1))


@elementwise(special.bdtr, k=[1.0, 2.5], n=[4], p=fraction)
def bdtr(k: Array, n: Array, p: Array) -> Array:
    """The distribution function of the binomial distribution (DLMF 8.17.7)."""
    count = np.floor(k * np.ones_like(p))  # of one precision
    rest = n - count
    log_choices = special.gammaln(rest + count + 1) - special.gammaln(count + 1)
    log_choices = log_choices - special.gammaln(rest)
    return -np.exp(log_choices + special.xlogy(count, p) + special.xlog1py(rest - 1, -p))
