"""Polynomials, whose coefficients begin with the highest power."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import Sample, paired, shaped
from tangentgen.rules.shared import (
    fit_adjoints,
    fit_tangent,
    padded_left,
    polynomial_rows_adjoint,
    root_partials,
    row_slopes,
    shifted_columns,
    sum_to_shape,
    without_one_root,
)
from tangentgen.rules.words import Array, adjoint, linear, tangent

values = shaped((), (2,), (2, 2))
rows, beside = paired(((3, 2), (2,)), ((2, 3), ()), ((3, 1), (2,)), ((1, 2), (3, 1)))


@adjoint(np.polyval, p=shaped((3,), (1,)), x=values)
@adjoint(np.polyval, p=rows, x=beside)
def polyval(p: Array, x: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = Σ pₖ x^(n-k), where pₖ may be an array that broadcasts against x."""
    if np.ndim(p) > 1:
        p_bar = polynomial_rows_adjoint(p, x, ans_bar)
        x_bar = sum_to_shape(np.polyval(row_slopes(p), x) * ans_bar, np.shape(x))
    else:
        p_bar = np.ravel(ans_bar) @ np.reshape(x, (-1, 1)) ** np.arange(np.size(p) - 1, -1, -1)
        x_bar = np.polyval(np.polyder(p), x) * ans_bar
    return p_bar, x_bar


@tangent(np.polyval)
def polyval_tangent(
    p: Array, x: Array, *, active: Set[str], ans: Array, p_dot: Array, x_dot: Array
) -> Array:
    """ans = Σ pₖ x^(n-k), where pₖ may be an array that broadcasts against x."""
    ans_dot = np.zeros_like(ans)
    if "p" in active:
        ans_dot = ans_dot + np.polyval(p_dot, x)
    if "x" in active:
        derivative = row_slopes(p) if np.ndim(p) > 1 else np.polyder(p)
        ans_dot = ans_dot + np.polyval(derivative, x) * x_dot
    return ans_dot


short, long_ = paired(((3,), (3,)), ((2,), (4,)), ((4,), (1,)))


@adjoint(np.polyadd, a1=short, a2=long_)
def polyadd(a1: Array, a2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Each gets the last coefficients, as many as it has."""
    a1_bar = ans_bar[np.size(ans_bar) - np.size(a1) :]
    a2_bar = ans_bar[np.size(ans_bar) - np.size(a2) :]
    return a1_bar, a2_bar


@tangent(np.polyadd)
def polyadd_tangent(
    a1: Array, a2: Array, *, ans: Array, active: Set[str], a1_dot: Array, a2_dot: Array
) -> Array:
    """The sum of the tangents."""
    first = padded_left(a1_dot, np.size(ans)) if "a1" in active else 0
    second = padded_left(a2_dot, np.size(ans)) if "a2" in active else 0
    return first + second


@adjoint(np.polysub, a1=short, a2=long_)
def polysub(a1: Array, a2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Each gets the last coefficients, as many as it has."""
    a1_bar = ans_bar[np.size(ans_bar) - np.size(a1) :]
    a2_bar = -ans_bar[np.size(ans_bar) - np.size(a2) :]
    return a1_bar, a2_bar


@tangent(np.polysub)
def polysub_tangent(
    a1: Array, a2: Array, *, ans: Array, active: Set[str], a1_dot: Array, a2_dot: Array
) -> Array:
    """The difference of the tangents."""
    first = padded_left(a1_dot, np.size(ans)) if "a1" in active else 0
    second = padded_left(a2_dot, np.size(ans)) if "a2" in active else 0
    return first - second


@adjoint(np.polymul, a1=short, a2=long_)
def polymul(a1: Array, a2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """The coefficients of a product are a convolution."""
    seed = padded_left(ans_bar, np.size(a1) + np.size(a2) - 1)
    a1_bar = np.convolve(seed, a2[::-1], mode="valid")
    a2_bar = np.convolve(seed, a1[::-1], mode="valid")
    return a1_bar, a2_bar


@tangent(np.polymul)
def polymul_tangent(
    a1: Array, a2: Array, *, ans: Array, active: Set[str], a1_dot: Array, a2_dot: Array
) -> Array:
    """The product rule; a leading zero, which `polymul` would drop, has to stay."""
    first = np.convolve(a1_dot, a2) if "a1" in active else 0
    second = np.convolve(a1, a2_dot) if "a2" in active else 0
    total: Array = first + second
    return total[np.size(a1) + np.size(a2) - 1 - np.size(ans) :]


@adjoint(np.polyder, p=shaped((4,), (3,)), m=[1, 2, 0])
def polyder(p: Array, m: int = 1, *, ans_bar: Array) -> Array:
    """Linear: what it makes of the unit vectors, transposed."""
    n = np.size(p)
    falling = np.ones(n - m)
    for i in range(m):
        falling = falling * np.arange(n - 1 - i, m - 1 - i, -1)
    p_bar = np.concatenate((falling * ans_bar, np.zeros(m)))
    return p_bar


linear(np.polyder, in_="p")


@adjoint(np.polyint, p=shaped((3,), (1,)), m=[1, 2])
def polyint(p: Array, m: int = 1, k: Array = None, *, ans_bar: Array) -> Array:
    """Each coefficient is divided by its new power, m times; the constants are constant."""
    n = np.size(p)
    rising = np.ones(n)
    for i in range(m):
        rising = rising * np.arange(n + i, i, -1)
    p_bar = ans_bar[:n] / rising
    return p_bar


@tangent(np.polyint)
def polyint_tangent(p: Array, m: int = 1, k: Array = None, *, p_dot: Array) -> Array:
    """The same of the tangent, without constants."""
    return np.polyint(p_dot, m)


@adjoint(np.poly, seq_of_zeros=shaped((3,), (1,)))
def poly(seq_of_zeros: Array, *, ans_bar: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    if np.ndim(seq_of_zeros) != 1:
        raise NotImplementedError("np.poly of a matrix")
    seq_of_zeros_bar = -without_one_root(seq_of_zeros) @ ans_bar[1:]
    return seq_of_zeros_bar


@tangent(np.poly)
def poly_tangent(seq_of_zeros: Array, *, seq_of_zeros_dot: Array) -> Array:
    """∂ Π (x - zᵢ) / ∂zₖ = -Π over the others."""
    if np.ndim(seq_of_zeros) != 1:
        raise NotImplementedError("np.poly of a matrix")
    return np.append(0.0, -seq_of_zeros_dot @ without_one_root(seq_of_zeros))


@adjoint(np.roots, p=shaped((3,), (4,)))
def roots(p: Array, *, ans: Array, ans_bar: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ z^(n-k) dpₖ, for simple roots."""
    full = ans_bar @ root_partials(p, ans)
    p_bar = full if np.iscomplexobj(p) else np.real(full)
    return p_bar


@tangent(np.roots)
def roots_tangent(p: Array, *, ans: Array, p_dot: Array) -> Array:
    """p(z) = 0, so p'(z) dz = -Σ z^(n-k) dpₖ, for simple roots."""
    return root_partials(p, ans) @ p_dot


points, data, weight = paired(((5,), (5,), None), ((5,), (5, 2), None), ((5,), (5,), (5,)), low=0.4)


@adjoint(np.polyfit, x=points, y=data, deg=[1, 2], w=weight)
def polyfit(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """Least squares with the powers of x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("np.polyfit of complex points or weights")
    powers = np.arange(deg, -1, -1)
    slopes = powers * x[:, None] ** np.maximum(powers - 1, 0)
    x_bar, y_bar, w_bar = fit_adjoints(np.vander(x, deg + 1), slopes, y, w, ans, ans_bar)
    return x_bar, y_bar, w_bar


@tangent(np.polyfit)
def polyfit_tangent(
    x: Array,
    y: Array,
    deg: int,
    rcond: float | None = None,
    *,
    w: Array = None,
    ans: Array,
    x_dot: Array,
    y_dot: Array,
    w_dot: Array,
) -> Array:
    """Least squares with the powers of x as the matrix."""
    if np.iscomplexobj(x) or np.iscomplexobj(w):
        raise NotImplementedError("np.polyfit of complex points or weights")
    basis = np.vander(x, deg + 1)
    powers = np.arange(deg, -1, -1)
    slopes = powers * x[:, None] ** np.maximum(powers - 1, 0)
    return fit_tangent(basis, slopes, y, w, ans, x_dot, y_dot, w_dot)


@adjoint(np.polydiv, u=shaped((4,), (5,)), v=Sample(gap=0.5, shapes=((2,), (3,))))
def polydiv(
    u: Array,
    v: Array,
    *,
    read: Set[int],
    ans: tuple[Array, Array],
    ans_bar: tuple[Array, Array],
) -> tuple[Array, Array]:
    """u = q v + r: the first coefficients of u are a triangular matrix of v's times q, and the
    last ones give r: dr = du - q dv - v dq.
    """
    if np.size(u) < np.size(v):
        raise NotImplementedError("np.polydiv by a polynomial of higher degree")
    q = ans[0]
    rest_bar = np.zeros_like(u)
    if 1 in read:
        rest_bar = padded_left(ans_bar[1], np.size(u))
    q_bar = -np.convolve(rest_bar, v[::-1], mode="valid")
    if 0 in read:
        q_bar = q_bar + ans_bar[0]
    first_bar = np.linalg.solve(shifted_columns(v, np.size(q)).T, q_bar)
    kept = min(np.size(q), np.size(v))
    u_bar = rest_bar + np.concatenate((first_bar, np.zeros(np.size(u) - np.size(q))))
    used = np.correlate(first_bar, np.conj(q), mode="full")[np.size(q) - 1 :][:kept]
    v_bar = -np.convolve(rest_bar, q[::-1], mode="valid")
    v_bar = v_bar - np.concatenate((used, np.zeros(np.size(v) - kept)))
    return u_bar, v_bar


@tangent(np.polydiv)
def polydiv_tangent(
    u: Array,
    v: Array,
    *,
    ans: tuple[Array, Array],
    active: Set[str],
    u_dot: Array,
    v_dot: Array,
) -> tuple[Array, Array]:
    """v dq + dr = du - q dv."""
    if np.size(u) < np.size(v):
        raise NotImplementedError("np.polydiv by a polynomial of higher degree")
    q = ans[0]
    moved = u_dot if "u" in active else np.zeros_like(u)
    if "v" in active:
        moved = moved - np.convolve(q, v_dot)
    q_dot = np.linalg.solve(shifted_columns(v, np.size(q)), moved[: np.size(q)])
    rest = moved - np.convolve(q_dot, v)
    return q_dot, rest[np.size(rest) - np.size(ans[1]) :]
