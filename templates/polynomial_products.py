"""Sums and products of series: `numpy.polynomial`.

They leave out zeros at the end of what they are given and of what they return; adjoints and
tangents have them again.
"""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import paired
from tangentgen.rules.shared import padded_right, product_rows
from tangentgen.rules.words import Array, adjoint, tangent

short, long_ = paired(((3,), (3,)), ((2,), (4,)), ((4,), (1,)))


@adjoint(
    *(np.polynomial.polynomial.polyadd, np.polynomial.chebyshev.chebadd),
    *(np.polynomial.legendre.legadd, np.polynomial.hermite.hermadd),
    *(np.polynomial.hermite_e.hermeadd, np.polynomial.laguerre.lagadd),
    c1=short,
    c2=long_,
)
def series_sum(c1: Array, c2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Each gets the first coefficients, as many as it has."""
    c1_bar = padded_right(ans_bar, np.size(c1))
    c2_bar = padded_right(ans_bar, np.size(c2))
    return c1_bar, c2_bar


@tangent(
    *(np.polynomial.polynomial.polyadd, np.polynomial.chebyshev.chebadd),
    *(np.polynomial.legendre.legadd, np.polynomial.hermite.hermadd),
    *(np.polynomial.hermite_e.hermeadd, np.polynomial.laguerre.lagadd),
)
def series_sum_tangent(
    c1: Array, c2: Array, *, ans: Array, active: Set[str], c1_dot: Array, c2_dot: Array
) -> Array:
    """The sum of the tangents."""
    first = padded_right(c1_dot, np.size(ans)) if "c1" in active else 0
    second = padded_right(c2_dot, np.size(ans)) if "c2" in active else 0
    return first + second


@adjoint(
    *(np.polynomial.polynomial.polysub, np.polynomial.chebyshev.chebsub),
    *(np.polynomial.legendre.legsub, np.polynomial.hermite.hermsub),
    *(np.polynomial.hermite_e.hermesub, np.polynomial.laguerre.lagsub),
    c1=short,
    c2=long_,
)
def series_difference(c1: Array, c2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Each gets the first coefficients, as many as it has."""
    c1_bar = padded_right(ans_bar, np.size(c1))
    c2_bar = -padded_right(ans_bar, np.size(c2))
    return c1_bar, c2_bar


@tangent(
    *(np.polynomial.polynomial.polysub, np.polynomial.chebyshev.chebsub),
    *(np.polynomial.legendre.legsub, np.polynomial.hermite.hermsub),
    *(np.polynomial.hermite_e.hermesub, np.polynomial.laguerre.lagsub),
)
def series_difference_tangent(
    c1: Array, c2: Array, *, ans: Array, active: Set[str], c1_dot: Array, c2_dot: Array
) -> Array:
    """The difference of the tangents."""
    first = padded_right(c1_dot, np.size(ans)) if "c1" in active else 0
    second = padded_right(c2_dot, np.size(ans)) if "c2" in active else 0
    return first - second


@adjoint(np.polynomial.polynomial.polymul, c1=short, c2=long_)
def polymul(c1: Array, c2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Bilinear: what it makes of the unit vectors, for each of the two."""
    length = np.size(ans_bar)
    c1_bar = product_rows(np.polynomial.polynomial.polymul, np.size(c1), c2, length) @ ans_bar
    c2_bar = product_rows(np.polynomial.polynomial.polymul, np.size(c2), c1, length) @ ans_bar
    return c1_bar, c2_bar


@tangent(np.polynomial.polynomial.polymul)
def polymul_tangent(
    c1: Array, c2: Array, *, ans: Array, active: Set[str], c1_dot: Array, c2_dot: Array
) -> Array:
    """The product rule."""
    total: Array = 0
    if "c1" in active:
        total = padded_right(np.polynomial.polynomial.polymul(c1_dot, c2), np.size(ans))
    if "c2" in active:
        total = total + padded_right(np.polynomial.polynomial.polymul(c1, c2_dot), np.size(ans))
    return total


@adjoint(np.polynomial.chebyshev.chebmul, c1=short, c2=long_)
def chebmul(c1: Array, c2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Bilinear: what it makes of the unit vectors, for each of the two."""
    length = np.size(ans_bar)
    c1_bar = product_rows(np.polynomial.chebyshev.chebmul, np.size(c1), c2, length) @ ans_bar
    c2_bar = product_rows(np.polynomial.chebyshev.chebmul, np.size(c2), c1, length) @ ans_bar
    return c1_bar, c2_bar


@tangent(np.polynomial.chebyshev.chebmul)
def chebmul_tangent(
    c1: Array, c2: Array, *, ans: Array, active: Set[str], c1_dot: Array, c2_dot: Array
) -> Array:
    """The product rule."""
    total: Array = 0
    if "c1" in active:
        total = padded_right(np.polynomial.chebyshev.chebmul(c1_dot, c2), np.size(ans))
    if "c2" in active:
        total = total + padded_right(np.polynomial.chebyshev.chebmul(c1, c2_dot), np.size(ans))
    return total


@adjoint(np.polynomial.legendre.legmul, c1=short, c2=long_)
def legmul(c1: Array, c2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Bilinear: what it makes of the unit vectors, for each of the two."""
    length = np.size(ans_bar)
    c1_bar = product_rows(np.polynomial.legendre.legmul, np.size(c1), c2, length) @ ans_bar
    c2_bar = product_rows(np.polynomial.legendre.legmul, np.size(c2), c1, length) @ ans_bar
    return c1_bar, c2_bar


@tangent(np.polynomial.legendre.legmul)
def legmul_tangent(
    c1: Array, c2: Array, *, ans: Array, active: Set[str], c1_dot: Array, c2_dot: Array
) -> Array:
    """The product rule."""
    total: Array = 0
    if "c1" in active:
        total = padded_right(np.polynomial.legendre.legmul(c1_dot, c2), np.size(ans))
    if "c2" in active:
        total = total + padded_right(np.polynomial.legendre.legmul(c1, c2_dot), np.size(ans))
    return total


@adjoint(np.polynomial.hermite.hermmul, c1=short, c2=long_)
def hermmul(c1: Array, c2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Bilinear: what it makes of the unit vectors, for each of the two."""
    length = np.size(ans_bar)
    c1_bar = product_rows(np.polynomial.hermite.hermmul, np.size(c1), c2, length) @ ans_bar
    c2_bar = product_rows(np.polynomial.hermite.hermmul, np.size(c2), c1, length) @ ans_bar
    return c1_bar, c2_bar


@tangent(np.polynomial.hermite.hermmul)
def hermmul_tangent(
    c1: Array, c2: Array, *, ans: Array, active: Set[str], c1_dot: Array, c2_dot: Array
) -> Array:
    """The product rule."""
    total: Array = 0
    if "c1" in active:
        total = padded_right(np.polynomial.hermite.hermmul(c1_dot, c2), np.size(ans))
    if "c2" in active:
        total = total + padded_right(np.polynomial.hermite.hermmul(c1, c2_dot), np.size(ans))
    return total


@adjoint(np.polynomial.hermite_e.hermemul, c1=short, c2=long_)
def hermemul(c1: Array, c2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Bilinear: what it makes of the unit vectors, for each of the two."""
    length = np.size(ans_bar)
    c1_bar = product_rows(np.polynomial.hermite_e.hermemul, np.size(c1), c2, length) @ ans_bar
    c2_bar = product_rows(np.polynomial.hermite_e.hermemul, np.size(c2), c1, length) @ ans_bar
    return c1_bar, c2_bar


@tangent(np.polynomial.hermite_e.hermemul)
def hermemul_tangent(
    c1: Array, c2: Array, *, ans: Array, active: Set[str], c1_dot: Array, c2_dot: Array
) -> Array:
    """The product rule."""
    total: Array = 0
    if "c1" in active:
        total = padded_right(np.polynomial.hermite_e.hermemul(c1_dot, c2), np.size(ans))
    if "c2" in active:
        total = total + padded_right(np.polynomial.hermite_e.hermemul(c1, c2_dot), np.size(ans))
    return total


@adjoint(np.polynomial.laguerre.lagmul, c1=short, c2=long_)
def lagmul(c1: Array, c2: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Bilinear: what it makes of the unit vectors, for each of the two."""
    length = np.size(ans_bar)
    c1_bar = product_rows(np.polynomial.laguerre.lagmul, np.size(c1), c2, length) @ ans_bar
    c2_bar = product_rows(np.polynomial.laguerre.lagmul, np.size(c2), c1, length) @ ans_bar
    return c1_bar, c2_bar


@tangent(np.polynomial.laguerre.lagmul)
def lagmul_tangent(
    c1: Array, c2: Array, *, ans: Array, active: Set[str], c1_dot: Array, c2_dot: Array
) -> Array:
    """The product rule."""
    total: Array = 0
    if "c1" in active:
        total = padded_right(np.polynomial.laguerre.lagmul(c1_dot, c2), np.size(ans))
    if "c2" in active:
        total = total + padded_right(np.polynomial.laguerre.lagmul(c1, c2_dot), np.size(ans))
    return total
