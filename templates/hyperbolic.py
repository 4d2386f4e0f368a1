"""Hyperbolic functions."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import above_one, real, unit
from tangentgen.rules.words import Array, elementwise


@elementwise(np.sinh, x=real)
def sinh(x: Array) -> Array:
    """d sinh(x) = cosh(x) dx."""
    return np.cosh(x)


@elementwise(np.cosh, x=real)
def cosh(x: Array) -> Array:
    """d cosh(x) = sinh(x) dx."""
    return np.sinh(x)


@elementwise(np.tanh, x=real)
def tanh(x: Array, *, ans: Array) -> Array:
    """d tanh(x) = (1 - tanh²(x)) dx."""
    return 1 - ans**2


@elementwise(np.arcsinh, x=real)
def arcsinh(x: Array) -> Array:
    """d arsinh(x) = dx / √(x² + 1)."""
    return 1 / np.sqrt(x**2 + 1)


@elementwise(np.arccosh, x=above_one)
def arccosh(x: Array) -> Array:
    """d arcosh(x) = dx / √(x² - 1)."""
    return 1 / np.sqrt(x**2 - 1)


@elementwise(np.arctanh, x=unit)
def arctanh(x: Array) -> Array:
    """d artanh(x) = dx / (1 - x²)."""
    return 1 / (1 - x**2)
