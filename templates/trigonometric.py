"""Trigonometric functions."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import among, nonzero, positive, real, unit
from tangentgen.rules.shared import sinc_slope
from tangentgen.rules.words import Array, elementwise


@elementwise(np.sin, x=real)
def sin(x: Array) -> Array:
    """d sin(x) = cos(x) dx."""
    return np.cos(x)


@elementwise(np.cos, x=real)
def cos(x: Array) -> Array:
    """d cos(x) = -sin(x) dx."""
    return -np.sin(x)


@elementwise(np.tan, x=unit)
def tan(x: Array, *, ans: Array) -> Array:
    """d tan(x) = (1 + tan²(x)) dx."""
    return 1 + ans**2


@elementwise(np.arcsin, x=unit)
def arcsin(x: Array) -> Array:
    """d arcsin(x) = dx / √(1 - x²)."""
    return 1 / np.sqrt(1 - x**2)


@elementwise(np.arccos, x=unit)
def arccos(x: Array) -> Array:
    """d arccos(x) = -dx / √(1 - x²)."""
    return -1 / np.sqrt(1 - x**2)


@elementwise(np.arctan, x=real)
def arctan(x: Array) -> Array:
    """d arctan(x) = dx / (1 + x²)."""
    return 1 / (1 + x**2)


@elementwise(np.arctan2, y=nonzero, x=nonzero)
def arctan2(y: Array, x: Array) -> tuple[Array, Array]:
    """d arctan2(y, x) = (x dy - y dx) / (x² + y²); 0 at the origin."""
    square = x**2 + y**2
    return x / np.where(square == 0, 1, square), -y / np.where(square == 0, 1, square)


@elementwise(np.hypot, x=positive, y=positive)
def hypot(x: Array, y: Array, *, ans: Array) -> tuple[Array, Array]:
    """d √(x² + y²) = (x dx + y dy) / √(x² + y²); 0 at 0."""
    return x / np.where(ans == 0, 1, ans), y / np.where(ans == 0, 1, ans)


@elementwise(np.sinc, x=among(-0.03, 0.0, 0.02, 1.0))
@elementwise(np.sinc, x=nonzero)
def sinc(x: Array) -> Array:
    """sinc(x) = sin(πx) / (πx), so x dsinc(x) = (cos(πx) - sinc(x)) dx."""
    return sinc_slope(x)


@elementwise(np.deg2rad, np.radians, x=real)
def radians(x: Array) -> Array:
    """d(π x / 180) = π / 180 dx."""
    return np.pi / 180


@elementwise(np.rad2deg, np.degrees, x=real)
def degrees(x: Array) -> Array:
    """d(180 x / π) = 180 / π dx."""
    return 180 / np.pi
