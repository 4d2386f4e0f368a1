"""The functions of `math`: numbers, not arrays, so tests are choices and partials are `math`'s."""

from __future__ import annotations

import math
from collections.abc import Set

from tangentgen.rules import shared
from tangentgen.rules.samples import (
    above_one_number,
    large_number,
    number,
    number_list,
    positive_number,
    several_numbers,
    unit_number,
)
from tangentgen.rules.shared import digamma
from tangentgen.rules.words import Array, adjoint, constant, elementwise, tangent


@elementwise(math.exp, x=number)
def exp(x: float, *, ans: float) -> float:
    """d exp(x) = exp(x) dx."""
    return ans


@elementwise(math.expm1, x=number)
def expm1(x: float) -> float:
    """d(exp(x) - 1) = exp(x) dx."""
    return math.exp(x)


@elementwise(math.log, x=positive_number)
@elementwise(math.log, x=positive_number, base=[2.0, 10])
def log(x: float, base: float = math.e) -> float:
    """d log_b(x) = dx / (x log b)."""
    return 1 / x if base == math.e else 1 / (x * math.log(base))


@elementwise(math.log1p, x=positive_number)
def log1p(x: float) -> float:
    """d log(1 + x) = dx / (1 + x)."""
    return 1 / (1 + x)


@elementwise(math.log2, x=positive_number)
def log2(x: float) -> float:
    """d log₂(x) = dx / (x log 2)."""
    return 1 / (math.log(2) * x)


@elementwise(math.log10, x=positive_number)
def log10(x: float) -> float:
    """d log₁₀(x) = dx / (x log 10)."""
    return 1 / (math.log(10) * x)


@elementwise(math.pow, x=positive_number, y=[0, 2, 0.5])
@elementwise(math.pow, x=positive_number, y=number)
def pow_(x: float, y: float, *, ans: float, literal: Set[str] = frozenset()) -> tuple[float, float]:
    """d(x^y) = y x^(y-1) dx + x^y log(x) dy; log(x) counts as zero where x is not positive."""
    if "y" in literal:
        x_partial = y * math.pow(x, y - 1) if y != 0 else 0.0
    else:
        x_partial = y * math.pow(x, y - 1 if y != 0 or x != 0 else 1)
    return x_partial, math.log(x if x > 0 else 1) * ans


@elementwise(math.sqrt, x=positive_number)
def sqrt(x: float, *, ans: float) -> float:
    """d √x = dx / (2 √x)."""
    return 0.5 / ans


@elementwise(math.sin, x=number)
def sin(x: float) -> float:
    """d sin(x) = cos(x) dx."""
    return math.cos(x)


@elementwise(math.cos, x=number)
def cos(x: float) -> float:
    """d cos(x) = -sin(x) dx."""
    return -math.sin(x)


@elementwise(math.tan, x=unit_number)
def tan(x: float, *, ans: float) -> float:
    """d tan(x) = (1 + tan²(x)) dx."""
    return 1 + ans**2


@elementwise(math.asin, x=unit_number)
def asin(x: float) -> float:
    """d arcsin(x) = dx / √(1 - x²)."""
    return 1 / math.sqrt(1 - x**2)


@elementwise(math.acos, x=unit_number)
def acos(x: float) -> float:
    """d arccos(x) = -dx / √(1 - x²)."""
    return -1 / math.sqrt(1 - x**2)


@elementwise(math.atan, x=number)
def atan(x: float) -> float:
    """d arctan(x) = dx / (1 + x²)."""
    return 1 / (1 + x**2)


@elementwise(math.atan2, y=positive_number, x=number)
def atan2(y: float, x: float) -> tuple[float, float]:
    """d arctan2(y, x) = (x dy - y dx) / (x² + y²); 0 at the origin."""
    square = x**2 + y**2
    return x / (square if square != 0 else 1), -y / (square if square != 0 else 1)


@elementwise(math.sinh, x=number)
def sinh(x: float) -> float:
    """d sinh(x) = cosh(x) dx."""
    return math.cosh(x)


@elementwise(math.cosh, x=number)
def cosh(x: float) -> float:
    """d cosh(x) = sinh(x) dx."""
    return math.sinh(x)


@elementwise(math.tanh, x=number)
def tanh(x: float, *, ans: float) -> float:
    """d tanh(x) = (1 - tanh²(x)) dx."""
    return 1 - ans**2


@elementwise(math.asinh, x=number)
def asinh(x: float) -> float:
    """d arsinh(x) = dx / √(x² + 1)."""
    return 1 / math.sqrt(x**2 + 1)


@elementwise(math.acosh, x=above_one_number)
def acosh(x: float) -> float:
    """d arcosh(x) = dx / √(x² - 1)."""
    return 1 / math.sqrt(x**2 - 1)


@elementwise(math.atanh, x=unit_number)
def atanh(x: float) -> float:
    """d artanh(x) = dx / (1 - x²)."""
    return 1 / (1 - x**2)


@elementwise(math.degrees, x=number)
def degrees(x: float) -> float:
    """d(180 x / π) = 180 / π dx."""
    return 180 / math.pi


@elementwise(math.radians, x=number)
def radians(x: float) -> float:
    """d(π x / 180) = π / 180 dx."""
    return math.pi / 180


@elementwise(math.fabs, x=positive_number)
def fabs(x: float) -> float:
    """d|x| = sign(x) dx; 0 at 0."""
    return math.copysign(1.0, x) if x != 0 else 0.0


@elementwise(math.copysign, x=several_numbers, y=several_numbers)
def copysign(x: float, y: float) -> tuple[float, float]:
    """|x| with the sign of y: ±dx, 0 at 0; constant in y between its jumps."""
    return math.copysign(1.0, x * y) if x != 0 else 0.0, 0.0


@elementwise(math.fmod, x=large_number, y=positive_number)
def fmod(x: float, y: float, *, ans: float) -> tuple[float, float]:
    """fmod(x, y) = x - y q with a whole q that is constant between its jumps."""
    return 1, -round((x - ans) / y)


@elementwise(math.remainder, x=large_number, y=positive_number)
def remainder(x: float, y: float, *, ans: float) -> tuple[float, float]:
    """remainder(x, y) = x - y q with a whole q that is constant between its jumps."""
    return 1, -round((x - ans) / y)


@elementwise(math.erf, x=number)
def erf(x: float) -> float:
    """d erf(x) = 2 / √π exp(-x²) dx."""
    return 2 / math.sqrt(math.pi) * math.exp(-(x**2))


@elementwise(math.erfc, x=number)
def erfc(x: float) -> float:
    """d erfc(x) = -2 / √π exp(-x²) dx."""
    return -2 / math.sqrt(math.pi) * math.exp(-(x**2))


@elementwise(math.gamma, x=positive_number)
def gamma(x: float, *, ans: float) -> float:
    """d Γ(x) = Γ(x) ψ(x) dx (Abramowitz and Stegun, 6.3.1)."""
    return ans * digamma(x)


@elementwise(math.lgamma, x=positive_number)
def lgamma(x: float) -> float:
    """d log|Γ(x)| = ψ(x) dx (Abramowitz and Stegun, 6.3.1)."""
    return digamma(x)


@adjoint(math.hypot, coordinates=number_list)
def hypot(*coordinates: float, ans: float, ans_bar: float) -> Array:
    """d √Σx² = Σ x dx / √Σx²; 0 at 0."""
    scale = ans_bar / (ans if ans != 0 else 1)
    coordinates_bar = [x * scale for x in coordinates]
    return coordinates_bar


@tangent(math.hypot)
def hypot_tangent(*coordinates: float, ans: float, coordinates_dot: Array) -> Array:
    """d √Σx² = Σ x dx / √Σx²; 0 at 0."""
    return sum(coordinates[i] * coordinates_dot[i] for i in range(len(coordinates))) / (
        ans if ans != 0 else 1
    )


@elementwise(math.ldexp, x=number, i=[2, -1])
def ldexp(x: float, i: int) -> float:
    """d(2ⁱ x) = 2ⁱ dx."""
    return 2.0**i


@adjoint(math.dist, p=number_list, q=number_list)
def dist(p: Array, q: Array, *, ans: float, ans_bar: float) -> tuple[Array, Array]:
    """d |p - q| = (p - q) · (dp - dq) / |p - q|; 0 at 0."""
    scale = ans_bar / (ans if ans != 0 else 1)
    p_bar = [(p[i] - q[i]) * scale for i in range(len(p))]
    q_bar = [(q[i] - p[i]) * scale for i in range(len(p))]
    return p_bar, q_bar


@adjoint(math.fsum, seq=number_list)
def fsum(seq: Array, *, ans_bar: float) -> Array:
    """d Σx = Σ dx."""
    seq_bar = [ans_bar for x in seq]
    return seq_bar


@tangent(math.fsum)
def fsum_tangent(seq: Array, *, seq_dot: Array) -> float:
    """d Σx = Σ dx."""
    return math.fsum(seq_dot)


@adjoint(math.prod, iterable=number_list, start=[1, 2.0])
def prod(iterable: Array, *, start: float = 1, ans_bar: float) -> Array:
    """∂Π/∂xᵢ = the product of the others."""
    iterable_bar = [
        start * math.prod(iterable[:i]) * math.prod(iterable[i + 1 :]) * ans_bar
        for i in range(len(iterable))
    ]
    return iterable_bar


@tangent(math.prod)
def prod_tangent(iterable: Array, *, start: float = 1, iterable_dot: Array) -> Array:
    """dΠ = Σ (product of the others) dxᵢ."""
    return sum(
        start * math.prod(iterable[:i]) * math.prod(iterable[i + 1 :]) * iterable_dot[i]
        for i in range(len(iterable))
    )


@tangent(math.dist)
def dist_tangent(
    p: Array, q: Array, *, ans: float, active: Set[str], p_dot: Array, q_dot: Array
) -> Array:
    """d |p - q| = (p - q) · (dp - dq) / |p - q|; 0 at 0."""
    p_side = sum((p[i] - q[i]) * p_dot[i] for i in range(len(p))) if "p" in active else 0
    q_side = sum((q[i] - p[i]) * q_dot[i] for i in range(len(p))) if "q" in active else 0
    return (p_side + q_side) / (ans if ans != 0 else 1)


constant(
    *(math.floor, math.ceil, math.trunc, math.ulp),
    why="constant between its jumps",
)


@elementwise(math.nextafter, x=number, y=number)
def nextafter(x: float, y: float) -> tuple[float, float]:
    """x, but for its last digit."""
    return 1, 0


constant(
    *(math.isnan, math.isinf, math.isfinite, math.isclose),
    why="boolean",
)
constant(
    *(math.gcd, math.lcm, math.factorial, math.comb, math.perm, math.isqrt),
    why="integer",
)


@elementwise(math.cbrt, x=positive_number)
def cbrt(x: float, *, ans: float) -> float:
    """d ∛x = dx / (3 ∛x²)."""
    return 1 / (3 * ans**2)


@elementwise(math.exp2, x=number)
def exp2(x: float, *, ans: float) -> float:
    """d 2^x = log(2) 2^x dx."""
    return math.log(2) * ans


@elementwise(shared.logistic_of_number, a=[1], t=number)
@elementwise(shared.logistic_of_number, a=number, t=number)
def logistic(
    a: float, t: float, *, ans: float, literal: Set[str] = frozenset()
) -> tuple[float, float]:
    """s = 1 / (1 + e^t): d(a s) = s da - a s (1 - s) dt."""
    if "a" in literal and a == 1:
        return ans, -ans * (1 - ans)
    return 1 / (1 + math.exp(t)), -ans * (1 - 1 / (1 + math.exp(t)))
