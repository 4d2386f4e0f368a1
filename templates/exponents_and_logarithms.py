"""Exponents and logarithms."""

from __future__ import annotations

import math
from collections.abc import Set

import numpy as np

from tangentgen.rules import shared
from tangentgen.rules.samples import positive, real
from tangentgen.rules.words import Array, elementwise


@elementwise(np.exp, x=real)
def exp(x: Array, *, ans: Array) -> Array:
    """d exp(x) = exp(x) dx."""
    return ans


@elementwise(np.expm1, x=real)
def expm1(x: Array) -> Array:
    """d(exp(x) - 1) = exp(x) dx; not from the answer, which has lost it for x ≪ 0."""
    return np.exp(x)


@elementwise(np.exp2, x=real)
def exp2(x: Array, *, ans: Array) -> Array:
    """d 2^x = log(2) 2^x dx."""
    return math.log(2) * ans


@elementwise(np.log, x=positive)
def log(x: Array) -> Array:
    """d log(x) = dx / x."""
    return 1 / x


@elementwise(np.log2, x=positive)
def log2(x: Array) -> Array:
    """d log₂(x) = dx / (x log 2)."""
    return 1 / (math.log(2) * x)


@elementwise(np.log10, x=positive)
def log10(x: Array) -> Array:
    """d log₁₀(x) = dx / (x log 10)."""
    return 1 / (math.log(10) * x)


@elementwise(np.log1p, x=positive)
def log1p(x: Array) -> Array:
    """d log(1 + x) = dx / (1 + x)."""
    return 1 / (1 + x)


@elementwise(np.logaddexp, x=real, y=real)
def logaddexp(x: Array, y: Array, *, ans: Array) -> tuple[Array, Array]:
    """d log(e^x + e^y) = (e^x dx + e^y dy) / (e^x + e^y), divided under the exponential."""
    return np.exp(x - ans), np.exp(y - ans)


@elementwise(np.logaddexp2, x=real, y=real)
def logaddexp2(x: Array, y: Array, *, ans: Array) -> tuple[Array, Array]:
    """The same to base 2."""
    return 2 ** (x - ans), 2 ** (y - ans)


@elementwise(np.sqrt, x=positive)
def sqrt(x: Array, *, ans: Array) -> Array:
    """d √x = dx / (2 √x)."""
    return 0.5 / ans


@elementwise(np.cbrt, x=positive)
def cbrt(x: Array, *, ans: Array) -> Array:
    """d ∛x = dx / (3 ∛x²)."""
    return 1 / (3 * ans**2)


@elementwise(shared.logistic, a=[1], t=real)
@elementwise(shared.logistic, a=real, t=real)
def logistic(
    a: Array, t: Array, *, ans: Array, literal: Set[str] = frozenset()
) -> tuple[Array, Array]:
    """s = 1 / (1 + e^t): d(a s) = s da - a s (1 - s) dt, which stays finite where e^t does not."""
    if "a" in literal and a == 1:
        return ans, -ans * (1 - ans)
    return 1 / (1 + np.exp(t)), -ans * (1 - 1 / (1 + np.exp(t)))
