"""`scipy.special`: gamma, beta and zeta functions.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, among, positive, real
from tangentgen.rules.shared import power_slope
from tangentgen.rules.words import Array, elementwise

fraction = Sample(low=0.1, high=0.9)
moderate = Sample(low=0.4, high=2.0)
above_two = Sample(low=2.5, high=4.0)
orders = [0, 1, 2]


@elementwise(special.gamma, x=positive)
def gamma(x: Array, *, ans: Array) -> Array:
    """d Γ(x) = Γ(x) ψ(x) dx."""
    return ans * special.digamma(x)


@elementwise(special.gammaln, special.loggamma, x=positive)
def gammaln(x: Array) -> Array:
    """d log|Γ(x)| = ψ(x) dx."""
    return special.digamma(x)


@elementwise(special.rgamma, x=positive)
def rgamma(x: Array, *, ans: Array) -> Array:
    """d 1/Γ(x) = -ψ(x) / Γ(x) dx."""
    return -ans * special.digamma(x)


@elementwise(special.digamma, x=positive)
def digamma(x: Array) -> Array:
    """DLMF 25.11.12: dψ(x) = ζ(2, x) dx."""
    if np.iscomplexobj(x):
        raise NotImplementedError("digamma of complex numbers")
    return special.zeta(2, x)


@elementwise(special.polygamma, n=orders, x=positive)
def polygamma(n: Array, x: Array) -> Array:
    """dψ⁽ⁿ⁾(x) = ψ⁽ⁿ⁺¹⁾(x) dx."""
    return special.polygamma(n + 1, x)


@elementwise(special.gammainc, a=[0.7, 2.0], x=positive)
def gammainc(a: Array, x: Array) -> Array:
    """DLMF 8.8.13; in a there is no derivative here."""
    return np.exp(special.xlogy(a - 1, x) - x - special.gammaln(a))


@elementwise(special.gammaincc, a=[0.7, 2.0], x=positive)
def gammaincc(a: Array, x: Array) -> Array:
    """DLMF 8.8.14."""
    return -np.exp(special.xlogy(a - 1, x) - x - special.gammaln(a))


@elementwise(special.beta, a=positive, b=positive)
def beta(a: Array, b: Array, *, ans: Array) -> tuple[Array, Array]:
    """d B(a, b) = B(a, b) ((ψ(a) - ψ(a + b)) da + (ψ(b) - ψ(a + b)) db)."""
    both = special.digamma(a + b)
    return ans * (special.digamma(a) - both), ans * (special.digamma(b) - both)


@elementwise(special.betaln, a=positive, b=positive)
def betaln(a: Array, b: Array) -> tuple[Array, Array]:
    """The logarithm of |B(a, b)|."""
    both = special.digamma(a + b)
    return special.digamma(a) - both, special.digamma(b) - both


@elementwise(special.binom, n=above_two, k=moderate)
def binom(n: Array, k: Array, *, ans: Array) -> tuple[Array, Array]:
    """n over k, as Γ(n + 1) / (Γ(k + 1) Γ(n - k + 1))."""
    rest = special.digamma(n - k + 1)
    return ans * (special.digamma(n + 1) - rest), ans * (rest - special.digamma(k + 1))


@elementwise(special.zeta, x=[2.0, 3.5], q=positive)
def zeta(x: Array, q: Array) -> Array:
    """DLMF 25.11.17; in x there is no derivative here."""
    return -x * special.zeta(x + 1, q)


def log_beta(a: Array, b: Array) -> Array:
    """log B(a, b), in the precision of a."""
    return special.gammaln(a) + special.gammaln(a * 0 + b) - special.gammaln(a + b)


@elementwise(special.betainc, a=[0.7, 2.0], b=[1.5], x=fraction)
def betainc(a: Array, b: Array, x: Array) -> Array:
    """DLMF 8.17.7: the density; in a and b there is no derivative here."""
    ones = np.ones_like(x)  # of one precision
    log_density = special.xlogy((a - 1) * ones, x) + special.xlog1py((b - 1) * ones, -x)
    return np.exp(log_density - log_beta(a * ones, b))


@elementwise(getattr(special, "betaincc", None), a=[0.7, 2.0], b=[1.5], x=fraction)
def betaincc(a: Array, b: Array, x: Array) -> Array:
    """One minus the incomplete beta function; in a and b there is no derivative here."""
    ones = np.ones_like(x)  # of one precision
    log_density = special.xlogy((a - 1) * ones, x) + special.xlog1py((b - 1) * ones, -x)
    return -np.exp(log_density - log_beta(a * ones, b))


@elementwise(special.gammaincinv, a=[0.7, 2.0], y=fraction)
def gammaincinv(a: Array, y: Array, *, ans: Array) -> Array:
    """One over the density at the answer; in a there is no derivative here."""
    return np.exp(ans + special.gammaln(a) - special.xlogy(a - 1, ans))


@elementwise(special.betaincinv, a=[0.7, 2.0], b=[1.5], y=fraction)
def betaincinv(a: Array, b: Array, y: Array, *, ans: Array) -> Array:
    """One over the density at the answer; in a and b there is no derivative here."""
    ones = np.ones_like(ans)  # of one precision
    log_density = special.xlogy((a - 1) * ones, ans) + special.xlog1py((b - 1) * ones, -ans)
    return np.exp(log_beta(a, b) - log_density)


@elementwise(special.poch, z=positive, m=positive)
def poch(z: Array, m: Array, *, ans: Array) -> tuple[Array, Array]:
    """Γ(z + m) / Γ(z)."""
    both = special.digamma(z + m)
    return ans * (both - special.digamma(z)), ans * both


@elementwise(special.boxcox1p, x=positive, lmbda=among(0.0, 1.0))
@elementwise(special.boxcox1p, x=positive, lmbda=positive)
def boxcox1p(x: Array, lmbda: Array) -> tuple[Array, Array]:
    """((1 + x)^λ - 1) / λ, log(1 + x) where λ is 0."""
    return (1 + x) ** (lmbda - 1), power_slope(np.log1p(x), lmbda)


@elementwise(special.stdtr, df=[1.5, 4.0], t=real)
def stdtr(df: Array, t: Array) -> Array:
    """The density of Student's t; in df there is no derivative here."""
    half = df / 2 * np.ones_like(t)
    log_norm = special.gammaln(half + 0.5) - special.gammaln(half) - np.log(2 * np.pi * half) / 2
    return np.exp(log_norm - (df + 1) / 2 * np.log1p(t**2 / df))


@elementwise(special.chdtr, v=[1.5, 4.0], x=positive)
def chdtr(v: Array, x: Array) -> Array:
    """The density of χ²; in v there is no derivative here."""
    half = v / 2 * np.ones_like(x)
    return np.exp(special.xlogy(half - 1, x / 2) - x / 2 - special.gammaln(half)) / 2


@elementwise(special.multigammaln, a=Sample(low=2.5, high=4.0, shapes=((), (3,), (2, 3))), d=[1, 3])
def multigammaln(a: Array, d: int) -> Array:
    """Σ log Γ(a - k/2) for k < d, and what is constant."""
    return np.sum(special.digamma(np.expand_dims(a, -1) - 0.5 * np.arange(d)), axis=-1)
