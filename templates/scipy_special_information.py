"""`scipy.special`: information theory, losses and Box-Cox transforms."""

from __future__ import annotations

import numpy as np
from scipy import special

from tangentgen.rules.samples import Sample, among, nonzero, positive
from tangentgen.rules.shared import power_slope, root_slope
from tangentgen.rules.words import Array, elementwise

moderate = Sample(low=0.4, high=2.0)


@elementwise(special.entr, x=positive)
def entr(x: Array) -> Array:
    """d(-x log x) = -(log x + 1) dx."""
    return -np.log(x) - 1


@elementwise(special.rel_entr, x=positive, y=positive)
def rel_entr(x: Array, y: Array) -> tuple[Array, Array]:
    """d(x log(x/y)) = (log(x/y) + 1) dx - x/y dy."""
    return np.log(x / y) + 1, -x / np.where((x == 0) & (y == 0), 1, y)


@elementwise(special.kl_div, x=positive, y=positive)
def kl_div(x: Array, y: Array) -> tuple[Array, Array]:
    """d(x log(x/y) - x + y) = log(x/y) dx + (1 - x/y) dy."""
    return np.log(x / y), 1 - x / np.where((x == 0) & (y == 0), 1, y)


@elementwise(special.huber, delta=Sample(low=1.19, high=1.21), r=nonzero)
def huber(delta: Array, r: Array) -> tuple[Array, Array]:
    """r²/2 for |r| ≤ δ, else δ (|r| - δ/2)."""
    beyond = np.abs(r) > delta
    return np.where(beyond, np.abs(r) - delta, 0), np.where(beyond, delta * np.sign(r), r)


@elementwise(special.pseudo_huber, delta=moderate, r=nonzero)
def pseudo_huber(delta: Array, r: Array) -> tuple[Array, Array]:
    """δ² (√(1 + (r/δ)²) - 1)."""
    root = np.sqrt(1 + (r / delta) ** 2)
    return 2 * delta * (root - 1) - r**2 / (delta * root), r / root


@elementwise(special.boxcox, x=positive, lmbda=among(0.0, 1.0))
@elementwise(special.boxcox, x=positive, lmbda=moderate)
def boxcox(x: Array, lmbda: Array) -> tuple[Array, Array]:
    """(x^λ - 1)/λ, log x where λ is 0."""
    return x ** (lmbda - 1), power_slope(np.log(x), lmbda)


@elementwise(special.inv_boxcox, x=moderate, lmbda=among(0.0, 1.0))
@elementwise(special.inv_boxcox, x=moderate, lmbda=moderate)
def inv_boxcox(x: Array, lmbda: Array, *, ans: Array) -> tuple[Array, Array]:
    """ans = (λx + 1)^(1/λ), exp x where λ is 0."""
    return ans / (lmbda * x + 1), ans * root_slope(x, lmbda)


@elementwise(special.xlogy, x=[0.0], y=among(0.0, 0.5))
@elementwise(special.xlogy, x=among(0.0, 0.5), y=[0.7])
@elementwise(special.xlogy, x=positive, y=positive)
def xlogy(x: Array, y: Array) -> tuple[Array, Array]:
    """d(x log y) = log y dx + x/y dy; 0 in y where x is 0."""
    return np.log(y), x / np.where((x == 0) & (y == 0), 1, y)


@elementwise(special.xlog1py, x=[0.0], y=among(-1.0, 0.5))
@elementwise(special.xlog1py, x=positive, y=positive)
def xlog1py(x: Array, y: Array) -> tuple[Array, Array]:
    """d(x log(1 + y)) = log(1 + y) dx + x/(1 + y) dy; 0 in y where x is 0."""
    return np.log1p(y), x / np.where((x == 0) & (y == -1), 1, 1 + y)
