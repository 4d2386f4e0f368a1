"""`scipy.special`: bessel functions.

DLMF is the Digital Library of Mathematical Functions.
"""

from __future__ import annotations

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, nonzero, positive, real
from tangentgen.rules.words import Array, elementwise

moderate = Sample(low=0.4, high=2.0)
orders = [0, 1, 2]
either_sign = Sample(gap=0.4, form="real")


@elementwise(special.j0, x=real)
def j0(x: Array) -> Array:
    """DLMF 10.6.3."""
    return -special.j1(x)


@elementwise(special.j1, x=real)
def j1(x: Array) -> Array:
    """DLMF 10.6.1."""
    return 0.5 * (special.j0(x) - special.jv(2, x))


@elementwise(special.y0, x=positive)
def y0(x: Array) -> Array:
    """DLMF 10.6.3."""
    return -special.y1(x)


@elementwise(special.y1, x=positive)
def y1(x: Array) -> Array:
    """DLMF 10.6.1."""
    return 0.5 * (special.y0(x) - special.yv(2, x))


@elementwise(special.i0, x=real)
def i0(x: Array) -> Array:
    """DLMF 10.29.3."""
    return special.i1(x)


@elementwise(special.i1, x=real)
def i1(x: Array) -> Array:
    """DLMF 10.29.1."""
    return 0.5 * (special.i0(x) + special.iv(2, x))


@elementwise(special.k0, x=positive)
def k0(x: Array) -> Array:
    """DLMF 10.29.3."""
    return -special.k1(x)


@elementwise(special.k1, x=positive)
def k1(x: Array) -> Array:
    """DLMF 10.29.1."""
    return -0.5 * (special.k0(x) + special.kv(2, x))


@elementwise(special.i0e, x=nonzero)
def i0e(x: Array, *, ans: Array) -> Array:
    """exp(-|x|) I₀(x)."""
    return special.i1e(x) - np.sign(x) * ans


@elementwise(special.i1e, x=nonzero)
def i1e(x: Array, *, ans: Array) -> Array:
    """exp(-|x|) I₁(x)."""
    return 0.5 * (special.i0e(x) + special.ive(2, x)) - np.sign(x) * ans


@elementwise(special.k0e, x=positive)
def k0e(x: Array, *, ans: Array) -> Array:
    """exp(x) K₀(x)."""
    return ans - special.k1e(x)


@elementwise(special.k1e, x=positive)
def k1e(x: Array, *, ans: Array) -> Array:
    """exp(x) K₁(x)."""
    return ans - 0.5 * (special.k0e(x) + special.kve(2, x))


@elementwise(special.jv, v=orders, x=positive)
def jv(v: Array, x: Array) -> Array:
    """DLMF 10.6.1; in the order there is no derivative here."""
    return 0.5 * (special.jv(v - 1, x) - special.jv(v + 1, x))


@elementwise(special.yv, v=orders, x=positive)
def yv(v: Array, x: Array) -> Array:
    """DLMF 10.6.1."""
    return 0.5 * (special.yv(v - 1, x) - special.yv(v + 1, x))


@elementwise(special.yn, n=orders, x=positive)
def yn(n: Array, x: Array) -> Array:
    """DLMF 10.6.1."""
    return 0.5 * (special.yn(n - 1, x) - special.yn(n + 1, x))


@elementwise(special.iv, v=orders, x=positive)
def iv(v: Array, x: Array) -> Array:
    """DLMF 10.29.1."""
    return 0.5 * (special.iv(v - 1, x) + special.iv(v + 1, x))


@elementwise(special.kv, v=orders, x=positive)
def kv(v: Array, x: Array) -> Array:
    """DLMF 10.29.1."""
    return -0.5 * (special.kv(v - 1, x) + special.kv(v + 1, x))


@elementwise(special.kn, n=orders, x=positive)
def kn(n: Array, x: Array) -> Array:
    """DLMF 10.29.1."""
    return -0.5 * (special.kv(n - 1, x) + special.kv(n + 1, x))


@elementwise(special.ive, v=[1, 2], x=either_sign)
@elementwise(special.ive, v=orders, x=moderate)
def ive(v: Array, x: Array, *, ans: Array) -> Array:
    """exp(-|x|) I_v(x)."""
    if np.iscomplexobj(x):
        raise NotImplementedError("ive of complex numbers")
    return 0.5 * (special.ive(v - 1, x) + special.ive(v + 1, x)) - np.sign(x) * ans


@elementwise(special.kve, v=orders, x=positive)
def kve(v: Array, x: Array, *, ans: Array) -> Array:
    """exp(x) K_v(x)."""
    return ans - 0.5 * (special.kve(v - 1, x) + special.kve(v + 1, x))
