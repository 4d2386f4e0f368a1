"""`scipy.special`: gamma, beta and zeta functions.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, positive
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
    return np.exp((a - 1) * np.log(x) - x - special.gammaln(a))


@elementwise(special.gammaincc, a=[0.7, 2.0], x=positive)
def gammaincc(a: Array, x: Array) -> Array:
    """DLMF 8.8.14."""
    return -np.exp((a - 1) * np.log(x) - x - special.gammaln(a))


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
