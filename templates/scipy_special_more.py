"""`scipy.special`: Airy, Hankel and spherical Bessel functions, incomplete elliptic integrals.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

import math

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, among, positive, real
from tangentgen.rules.words import Array, adjoint, elementwise, tangent

fraction = Sample(low=0.1, high=0.9)
small = Sample(low=-0.9, high=0.9, form="real")
orders = [0, 1, 2]
above_two = Sample(low=2.5, high=4.0, form="real")
moderate = Sample(low=0.4, high=2.0, form="real")


@elementwise(special.lambertw, z=among(0.0, 0.7, 2.0), k=[0])
@elementwise(special.lambertw, z=fraction, k=[0])
def lambertw(z: Array, k: int = 0, *, ans: Array) -> Array:
    """W exp(W) = z, so exp(W) (1 + W) dW = dz."""
    return 1 / (np.exp(ans) * (1 + ans))


@elementwise(special.wofz, z=real)
def wofz(z: Array, *, ans: Array) -> Array:
    """DLMF 7.10.2, of w(z) = exp(-z²) erfc(-iz)."""
    return 2j / math.sqrt(math.pi) - 2 * z * ans


@elementwise(special.owens_t, h=small, a=small)
def owens_t(h: Array, a: Array) -> tuple[Array, Array]:
    """Owen 1956: T(h, a) = ∫ exp(-h² (1 + x²) / 2) / (1 + x²) dx / 2π from 0 to a."""
    square = 1 + a**2
    in_h = -special.erf(a * h / math.sqrt(2)) * np.exp(-0.5 * h**2) / math.sqrt(8 * math.pi)
    return in_h, np.exp(-0.5 * h**2 * square) / (2 * math.pi * square)


@elementwise(special.hankel1, v=orders, z=positive)
def hankel1(v: Array, z: Array) -> Array:
    """DLMF 10.6.1."""
    return 0.5 * (special.hankel1(v - 1, z) - special.hankel1(v + 1, z))


@elementwise(special.hankel2, v=orders, z=positive)
def hankel2(v: Array, z: Array) -> Array:
    """DLMF 10.6.1."""
    return 0.5 * (special.hankel2(v - 1, z) - special.hankel2(v + 1, z))


@elementwise(special.spherical_jn, n=orders, z=moderate)
def spherical_jn(n: Array, z: Array) -> Array:
    """DLMF 10.51.2."""
    return n / z * special.spherical_jn(n, z) - special.spherical_jn(n + 1, z)


@elementwise(special.spherical_yn, n=orders, z=moderate)
def spherical_yn(n: Array, z: Array) -> Array:
    """DLMF 10.51.2."""
    return n / z * special.spherical_yn(n, z) - special.spherical_yn(n + 1, z)


@adjoint(special.airy, z=real)
def airy(z: Array, *, ans: tuple[Array, ...], ans_bar: tuple[Array, ...]) -> Array:
    """DLMF 9.2.1: Ai″ = z Ai, and so for Bi."""
    first = ans_bar[0] * ans[1] + ans_bar[1] * z * ans[0]
    z_bar = first + ans_bar[2] * ans[3] + ans_bar[3] * z * ans[2]
    return z_bar


@tangent(special.airy)
def airy_tangent(z: Array, *, ans: tuple[Array, ...], z_dot: Array) -> tuple[Array, ...]:
    """DLMF 9.2.1: Ai″ = z Ai, and so for Bi."""
    return ans[1] * z_dot, z * ans[0] * z_dot, ans[3] * z_dot, z * ans[2] * z_dot


@adjoint(special.shichi, x=positive)
def shichi(x: Array, *, ans_bar: tuple[Array, Array]) -> Array:
    """d Shi(x) = sinh(x)/x dx, d Chi(x) = cosh(x)/x dx."""
    x_bar = (ans_bar[0] * np.sinh(x) + ans_bar[1] * np.cosh(x)) / x
    return x_bar


@tangent(special.shichi)
def shichi_tangent(x: Array, *, x_dot: Array) -> tuple[Array, Array]:
    """d Shi(x) = sinh(x)/x dx, d Chi(x) = cosh(x)/x dx."""
    return np.sinh(x) / x * x_dot, np.cosh(x) / x * x_dot


@elementwise(special.ellipkinc, phi=small, m=[0.3, -2.0, 0.0])
def ellipkinc(phi: Array, m: Array) -> Array:
    """The integrand; in m there is no derivative here."""
    return 1 / np.sqrt(1 - m * np.sin(phi) ** 2)


@elementwise(special.ellipeinc, phi=small, m=[0.3, -2.0, 0.0])
def ellipeinc(phi: Array, m: Array) -> Array:
    """The integrand; in m there is no derivative here."""
    return np.sqrt(1 - m * np.sin(phi) ** 2)


@elementwise(special.ellipkm1, p=fraction)
def ellipkm1(p: Array, *, ans: Array) -> Array:
    """DLMF 19.4.1, of K(1 - p)."""
    return (ans - special.ellipe(1 - p) / p) / (2 * (1 - p))


@elementwise(special.comb, N=above_two, k=moderate)
def comb(N: Array, k: Array, *, ans: Array) -> tuple[Array, Array]:
    """See `binom`."""
    rest = special.digamma(N - k + 1)
    return ans * (special.digamma(N + 1) - rest), ans * (rest - special.digamma(k + 1))


@elementwise(special.multigammaln, a=Sample(low=2.5, high=4.0, shapes=((), (3,), (2, 3))), d=[1, 3])
def multigammaln(a: Array, d: int) -> Array:
    """Σ log Γ(a - k/2) for k < d, and what is constant."""
    return np.sum(special.digamma(np.expand_dims(a, -1) - 0.5 * np.arange(d)), axis=-1)


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
