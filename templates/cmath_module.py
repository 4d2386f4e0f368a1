"""Python's cmath module."""

from __future__ import annotations

import cmath
import math
from collections.abc import Set

from tangentgen.rules.samples import complex_number, number
from tangentgen.rules.words import Array, adjoint, constant, elementwise, tangent


@elementwise(cmath.exp, x=complex_number)
def exp(x: complex, *, ans: complex) -> complex:
    """d exp(x) = exp(x) dx."""
    return ans


@elementwise(cmath.log, x=complex_number)
def log(x: complex) -> complex:
    """d log(x) = dx / x."""
    return 1 / x


@elementwise(cmath.log10, x=complex_number)
def log10(x: complex) -> complex:
    """d log₁₀(x) = dx / (x log 10)."""
    return 1 / (math.log(10) * x)


@elementwise(cmath.sqrt, x=complex_number)
def sqrt(x: complex, *, ans: complex) -> complex:
    """d √x = dx / (2 √x)."""
    return 0.5 / ans


@elementwise(cmath.sin, x=complex_number)
def sin(x: complex) -> complex:
    """d sin(x) = cos(x) dx."""
    return cmath.cos(x)


@elementwise(cmath.cos, x=complex_number)
def cos(x: complex) -> complex:
    """d cos(x) = -sin(x) dx."""
    return -cmath.sin(x)


@elementwise(cmath.tan, x=complex_number)
def tan(x: complex, *, ans: complex) -> complex:
    """d tan(x) = (1 + tan²(x)) dx."""
    return 1 + ans**2


@elementwise(cmath.sinh, x=complex_number)
def sinh(x: complex) -> complex:
    """d sinh(x) = cosh(x) dx."""
    return cmath.cosh(x)


@elementwise(cmath.cosh, x=complex_number)
def cosh(x: complex) -> complex:
    """d cosh(x) = sinh(x) dx."""
    return cmath.sinh(x)


@elementwise(cmath.tanh, x=complex_number)
def tanh(x: complex, *, ans: complex) -> complex:
    """d tanh(x) = (1 - tanh²(x)) dx."""
    return 1 - ans**2


@elementwise(cmath.asin, x=complex_number)
def asin(x: complex) -> complex:
    """d arcsin(x) = dx / √(1 - x²)."""
    return 1 / cmath.sqrt(1 - x**2)


@elementwise(cmath.acos, x=complex_number)
def acos(x: complex) -> complex:
    """d arccos(x) = -dx / √(1 - x²)."""
    return -1 / cmath.sqrt(1 - x**2)


@elementwise(cmath.atan, x=complex_number)
def atan(x: complex) -> complex:
    """d arctan(x) = dx / (1 + x²)."""
    return 1 / (1 + x**2)


@elementwise(cmath.asinh, x=complex_number)
def asinh(x: complex) -> complex:
    """d arsinh(x) = dx / √(1 + x²), where 1 + x² = (1 + ix) (1 - ix) chooses the root."""
    return 1 / (cmath.sqrt(1 + 1j * x) * cmath.sqrt(1 - 1j * x))


@elementwise(cmath.acosh, x=complex_number)
def acosh(x: complex) -> complex:
    """d arcosh(x) = dx / (√(x - 1) √(x + 1))."""
    return 1 / (cmath.sqrt(x - 1) * cmath.sqrt(x + 1))


@elementwise(cmath.atanh, x=complex_number)
def atanh(x: complex) -> complex:
    """d artanh(x) = dx / (1 - x²)."""
    return 1 / (1 - x**2)


@adjoint(cmath.phase, x=complex_number)
def phase(x: complex, *, ans_bar: float) -> complex:
    """d arg(x) = Im(dx / x), and Re(g Im dw) = Re(-i g dw)."""
    x_bar = -1j * ans_bar / x
    return x_bar


@tangent(cmath.phase)
def phase_tangent(x: complex, *, x_dot: complex) -> float:
    """d arg(x) = Im(dx / x)."""
    return (x_dot / x).imag


@adjoint(cmath.polar, x=complex_number)
def polar(
    x: complex, *, read: Set[int], ans: tuple[float, float], ans_bar: tuple[float, float]
) -> complex:
    """d|x| = Re(x* dx) / |x|, d arg(x) = Im(dx / x)."""
    length_bar = ans_bar[0] if 0 in read else 0.0
    phase_bar = ans_bar[1] if 1 in read else 0.0
    x_bar = x.conjugate() / ans[0] * length_bar - 1j * phase_bar / x
    return x_bar


@tangent(cmath.polar)
def polar_tangent(x: complex, *, ans: tuple[float, float], x_dot: complex) -> tuple[float, float]:
    """d|x| = Re(x* dx) / |x|, d arg(x) = Im(dx / x)."""
    return (x.conjugate() * x_dot).real / ans[0], (x_dot / x).imag


@adjoint(cmath.rect, r=number, phi=number)
def rect(r: float, phi: float, *, ans: complex, ans_bar: complex) -> tuple[Array, Array]:
    """d(r e^(iφ)) = e^(iφ) dr + i r e^(iφ) dφ."""
    r_bar = (cmath.exp(1j * phi) * ans_bar).real
    phi_bar = (1j * ans * ans_bar).real
    return r_bar, phi_bar


@tangent(cmath.rect)
def rect_tangent(r: float, phi: float, *, ans: complex, r_dot: float, phi_dot: float) -> complex:
    """d(r e^(iφ)) = e^(iφ) dr + i r e^(iφ) dφ."""
    return cmath.exp(1j * phi) * r_dot + 1j * ans * phi_dot


constant(cmath.isfinite, cmath.isinf, cmath.isnan, cmath.isclose, why="boolean")
