"""Arithmetic operations."""

from __future__ import annotations

import operator
from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import Sample, among, nonzero, positive, real
from tangentgen.rules.shared import is_whole, sum_to_shape, surely, surely_equal
from tangentgen.rules.words import Array, adjoint, constant, elementwise, linear, tangent


@elementwise(np.add, operator.add, x=real, y=real)
def add(x: Array, y: Array) -> tuple[Array, Array]:
    """d(x + y) = dx + dy."""
    return 1, 1


@elementwise(np.subtract, operator.sub, x=real, y=real)
def subtract(x: Array, y: Array) -> tuple[Array, Array]:
    """d(x - y) = dx - dy."""
    return 1, -1


@elementwise(np.multiply, operator.mul, x=real, y=real)
def multiply(x: Array, y: Array) -> tuple[Array, Array]:
    """d(x y) = y dx + x dy."""
    return y, x


@elementwise(np.divide, operator.truediv, x=real, y=nonzero)
def divide(x: Array, y: Array, *, ans: Array) -> tuple[Array, Array]:
    """d(x / y) = dx / y - (x / y) dy / y."""
    return 1 / y, -ans / y


@elementwise(np.divide, operator.truediv, x=real, y=nonzero)
def divide_again(x: Array, y: Array) -> tuple[Array, Array]:
    """d(x / y) = dx / y - x dy / y², where the quotient is not at hand; y² could overflow."""
    return 1 / y, -x / y / y


@elementwise(np.power, np.float_power, operator.pow, pow, x=[-1.5], p=real)
@elementwise(np.power, np.float_power, operator.pow, pow, x=among(-1.5, 0.0, 2.0), p=[0, 1, 2, 3])
@elementwise(np.power, np.float_power, operator.pow, pow, x=positive, p=[0, 1, 0.5, 2, 3, -1])
@elementwise(np.power, np.float_power, operator.pow, pow, x=positive, p=real)
def power(
    x: Array, p: Array, *, ans: Array, literal: Set[str] = frozenset()
) -> tuple[Array, Array]:
    """d(x^p) = p x^(p-1) dx + x^p log(x) dp.

    No 0^(-1) is taken where p is zero, no x^(-1) at all for whole numbers p, which have no
    derivatives; log(x) counts as zero where x is not positive.
    """
    if "p" in literal and p in (0, 1):
        x_partial = p
    elif "p" in literal and p == 0.5:
        x_partial = 0.5 / ans
    elif "p" in literal:
        x_partial = p * x ** (p - 1)
    elif surely(is_whole(p)) and surely(np.ndim(p) == 0):
        x_partial = p * x ** (p - 1 if p != 0 else 1)
    elif surely(is_whole(p)):
        x_partial = p * x ** np.where(p != 0, p - 1, 1)
    elif surely(np.ndim(p) == 0) and surely(np.ndim(x) == 0):
        x_partial = p * x ** (p - 1 if p != 0 or x != 0 else 1)
    else:
        x_partial = p * x ** np.where((p != 0) | (x != 0), p - 1, 1)
    if surely(np.iscomplexobj(x)):
        base = x
    elif surely(np.iscomplexobj(p)):
        base = np.where(x == 0, 1, x) + 0j
    elif surely(np.ndim(x) == 0):
        base = x if x > 0 else 1
    else:
        base = np.where(x > 0, x, 1)
    return x_partial, np.log(base) * ans


@elementwise(np.negative, operator.neg, x=real)
def negative(x: Array) -> Array:
    """d(-x) = -dx."""
    return -1


@elementwise(np.positive, operator.pos, x=real)
def positive_(x: Array) -> Array:
    """d(+x) = dx."""
    return 1


@elementwise(np.reciprocal, x=nonzero)
def reciprocal(x: Array, *, ans: Array) -> Array:
    """d(1 / x) = -dx / x²."""
    return -(ans**2)


@elementwise(np.square, x=real)
def square(x: Array) -> Array:
    """d(x²) = 2 x dx."""
    return 2 * x


@elementwise(np.remainder, operator.mod, x=real, y=nonzero)
def remainder(x: Array, y: Array) -> tuple[Array, Array]:
    """x mod y = x - y floor(x / y), and floor is constant between its jumps."""
    return 1, -(x // y)


@elementwise(np.fmod, x=real, y=nonzero)
def fmod(x: Array, y: Array, *, ans: Array) -> tuple[Array, Array]:
    """fmod(x, y) = x - y q with a whole q that is constant between its jumps. Where x / y is
    near one, the quotient may round to another one than fmod has taken.
    """
    return 1, -np.rint((x - ans) / y)


@adjoint(np.absolute, operator.abs, abs, x=nonzero)
def absolute(x: Array, *, ans: Array, ans_bar: Array) -> Array:
    """|x|² = x x*, so d|x| = Re(x* dx) / |x|; 0 at 0."""
    if np.iscomplexobj(x):
        x_bar = np.conj(x) / np.where(ans == 0, 1, ans) * ans_bar
    else:
        x_bar = np.sign(x) * ans_bar
    return x_bar


@tangent(np.absolute, operator.abs, abs, x=nonzero)
def absolute_tangent(x: Array, *, ans: Array, x_dot: Array) -> Array:
    """d|x| = Re(x* dx) / |x|; 0 at 0."""
    if np.iscomplexobj(x):
        ans_dot = np.real(np.conj(x) * x_dot) / np.where(ans == 0, 1, ans)
    else:
        ans_dot = np.sign(x) * x_dot
    return ans_dot


@elementwise(np.fabs, x=nonzero)
def fabs(x: Array) -> Array:
    """d|x| = sign(x) dx; 0 at 0."""
    return np.sign(x)


@adjoint(np.conjugate, x=real)
def conjugate(x: Array, *, ans_bar: Array) -> Array:
    """Re(g dx*) = Re(g* dx)."""
    x_bar = np.conj(ans_bar)
    return x_bar


linear(np.conjugate, in_="x")


@adjoint(np.real, x=real)
def real_part(x: Array, *, ans_bar: Array) -> Array:
    """Re(g Re dx) = Re(g dx) for real g."""
    x_bar = ans_bar
    return x_bar


linear(np.real, in_="x")


@adjoint(np.imag, x=real)
def imag_part(x: Array, *, ans_bar: Array) -> Array:
    """Re(g Im dx) = Re(-i g dx) for real g; nothing flows to a real x."""
    x_bar = -1j * ans_bar if np.iscomplexobj(x) else np.zeros_like(x)
    return x_bar


linear(np.imag, in_="x")


@adjoint(np.angle, z=nonzero)
def angle(z: Array, *, ans_bar: Array) -> Array:
    """d angle(z) = Im(dz / z), and Re(g Im dw) = Re(-i g dw); nothing flows to a real z."""
    z_bar = -1j * ans_bar / z if np.iscomplexobj(z) else np.zeros_like(z)
    return z_bar


@tangent(np.angle)
def angle_tangent(z: Array, *, z_dot: Array) -> Array:
    """d angle(z) = Im(dz / z)."""
    return np.imag(z_dot / z)


@adjoint(np.sign, x=nonzero)
def sign(x: Array, *, ans: Array, ans_bar: Array) -> Array:
    """Constant between its jumps; of complex numbers u = x / |x|, du = i Im(u* dx) u / |x|."""
    if np.iscomplexobj(x):
        turning = np.imag(ans * ans_bar) * np.conj(ans)
        x_bar = 1j * turning / np.where(x == 0, 1, np.abs(x))
    else:
        x_bar = np.zeros_like(x)
    return x_bar


@tangent(np.sign)
def sign_tangent(x: Array, *, ans: Array, x_dot: Array) -> Array:
    """Constant between its jumps; of complex numbers it turns."""
    if np.iscomplexobj(x):
        turned = np.imag(np.conj(ans) * x_dot) / np.where(x == 0, 1, np.abs(x))
        ans_dot = 1j * turned * ans
    else:
        ans_dot = np.zeros_like(x_dot)
    return ans_dot


constant(np.sign, why="constant between its jumps", of_real=True)


@elementwise(np.heaviside, x1=nonzero, x2=real)
def heaviside(x1: Array, x2: Array) -> tuple[Array, Array]:
    """Constant in x1 between its jumps; what it is at 0 is x2."""
    return 0, x1 == 0


@elementwise(np.nextafter, x1=nonzero, x2=nonzero)
def nextafter(x1: Array, x2: Array) -> tuple[Array, Array]:
    """x1, but for its last digit."""
    return 1, 0


@adjoint(np.divmod, divmod, x=real, y=nonzero)
def divmod_(
    x: Array, y: Array, *, read: Set[int], ans: tuple[Array, Array], ans_bar: tuple[Array, Array]
) -> tuple[Array, Array]:
    """x = q y + r with a q that is constant between its jumps: dr = dx - q dy."""
    seed = ans_bar[1] if 1 in read else np.zeros_like(ans[1])
    x_same = surely_equal(np.shape(ans[1]), np.shape(x))
    x_bar = seed if x_same else sum_to_shape(seed, np.shape(x))
    y_same = surely_equal(np.shape(ans[1]), np.shape(y))
    y_bar = -ans[0] * seed if y_same else sum_to_shape(-ans[0] * seed, np.shape(y))
    return x_bar, y_bar


@tangent(np.divmod, divmod)
def divmod_tangent(
    x: Array, y: Array, *, ans: tuple[Array, Array], x_dot: Array, y_dot: Array
) -> tuple[Array, Array]:
    """x = q y + r with a q that is constant between its jumps: dr = dx - q dy."""
    return np.zeros_like(ans[0]), np.zeros_like(ans[1]) + x_dot - ans[0] * y_dot


@adjoint(np.modf, x=nonzero)
def modf(
    x: Array, *, read: Set[int], ans: tuple[Array, Array], ans_bar: tuple[Array, Array]
) -> Array:
    """The fraction is x less its whole part, which is constant between its jumps."""
    x_bar = ans_bar[0] if 0 in read else np.zeros_like(x)
    return x_bar


@tangent(np.modf)
def modf_tangent(x: Array, *, ans: tuple[Array, Array], x_dot: Array) -> tuple[Array, Array]:
    """The fraction is x less its whole part, which is constant between its jumps."""
    return x_dot, np.zeros_like(ans[1])


@adjoint(np.frexp, x=nonzero)
def frexp(
    x: Array, *, read: Set[int], ans: tuple[Array, Array], ans_bar: tuple[Array, Array]
) -> Array:
    """x = m 2ᵉ with an exponent that is constant between its jumps: dm = 2⁻ᵉ dx."""
    x_bar = np.ldexp(ans_bar[0], -ans[1]) if 0 in read else np.zeros_like(x)
    return x_bar


@tangent(np.frexp)
def frexp_tangent(x: Array, *, ans: tuple[Array, Array], x_dot: Array) -> tuple[Array, Array]:
    """x = m 2ᵉ with an exponent that is constant between its jumps: dm = 2⁻ᵉ dx."""
    return np.ldexp(x_dot, -ans[1]), np.zeros_like(ans[1])


@elementwise(np.copysign, x=nonzero, y=nonzero)
def copysign(x: Array, y: Array) -> tuple[Array, Array]:
    """|x| with the sign of y: ±dx, 0 at 0; constant in y between its jumps."""
    return np.sign(x) * np.copysign(1.0, y), 0


@elementwise(np.nan_to_num, x=real)
def nan_to_num(x: Array) -> Array:
    """dx where x is finite; what stands for the others is constant."""
    return np.isfinite(x)


@tangent(np.nan_to_num)
def nan_to_num_tangent(x: Array, *, x_dot: Array) -> Array:
    """dx where x is finite; where it is not, dx may be no number either."""
    return np.where(np.isfinite(x), x_dot, 0)


@elementwise(np.ldexp, x=real, i=[2, -1])
def ldexp(x: Array, i: Array) -> Array:
    """d(2ⁱ x) = 2ⁱ dx."""
    return 2.0**i


@adjoint(np.real_if_close, a=Sample(form="real"))
def real_if_close(a: Array, *, ans_bar: Array) -> Array:
    """The same numbers; whether complex ones come back as real ones only their values tell."""
    if np.iscomplexobj(a):
        raise NotImplementedError("np.real_if_close of complex numbers")
    a_bar = ans_bar
    return a_bar


@tangent(np.real_if_close)
def real_if_close_tangent(a: Array, *, a_dot: Array) -> Array:
    """The same numbers."""
    if np.iscomplexobj(a):
        raise NotImplementedError("np.real_if_close of complex numbers")
    return np.asarray(a_dot) if np.ndim(a) == 0 else a_dot


constant(np.floor_divide, operator.floordiv, np.spacing, why="constant between its jumps")
