"""`scipy.special`: Airy, Hankel and spherical Bessel functions.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

from scipy import special

from tangentgen.rules.samples import Sample, positive, real
from tangentgen.rules.words import Array, adjoint, elementwise, tangent

orders = [0, 1, 2]
moderate = Sample(low=0.4, high=2.0, form="real")


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
