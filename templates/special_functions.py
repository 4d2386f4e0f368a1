"""Other special functions."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import Sample, real
from tangentgen.rules.shared import bessel_i1
from tangentgen.rules.words import Array, adjoint, elementwise, tangent


@elementwise(np.i0, x=real)
def i0(x: Array) -> Array:
    """d I₀(x) = I₁(x) dx (Abramowitz and Stegun, 9.6.27)."""
    return bessel_i1(x)


@adjoint(np.kaiser, M=[5, 4, 1], beta=Sample(shapes=((),), form="real"))
def kaiser(M: int, beta: Array, *, ans: Array, ans_bar: Array) -> Array:
    """ans = I₀(β u) / I₀(β)  ⇒  dans = (u I₁(β u) - ans I₁(β)) / I₀(β) dβ."""
    u = np.sqrt(1 - np.linspace(-1.0, 1.0, M) ** 2) if M > 1 else np.ones(M)
    partials = (u * bessel_i1(beta * u) - ans * bessel_i1(beta)) / np.i0(beta)
    beta_bar = np.sum(partials * ans_bar)
    return beta_bar


@tangent(np.kaiser)
def kaiser_tangent(M: int, beta: Array, *, ans: Array, beta_dot: Array) -> Array:
    """dans = (u I₁(β u) - ans I₁(β)) / I₀(β) dβ."""
    u = np.sqrt(1 - np.linspace(-1.0, 1.0, M) ** 2) if M > 1 else np.ones(M)
    return (u * bessel_i1(beta * u) - ans * bessel_i1(beta)) / np.i0(beta) * beta_dot
