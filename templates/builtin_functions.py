"""Python's own functions. `abs` and `pow` are with the operators."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

import numpy as np

from tangentgen.rules import shared
from tangentgen.rules.samples import (
    number,
    number_list,
    several_numbers,
    shaped,
    tied_number,
    tied_number_list,
)
from tangentgen.rules.words import Array, adjoint, constant, elementwise, linear, tangent

SOME = [(), (0.1,), (-0.2, 0.3)]  # constants among what is compared


@elementwise(max, x=tied_number, y=tied_number)
@elementwise(max, x=several_numbers, y=several_numbers)
def max_(x: float, y: float, *, active: Set[str]) -> tuple[float, float]:
    """The derivative of the larger; of equal ones half each, and none against a constant."""
    if "y" not in active or "x" not in active:
        return x > y, y > x
    return 0.5 if x == y else x > y, 0.5 if x == y else y > x


@tangent(max)
def max_tangent(x: float, y: float, *, active: Set[str], x_dot: float, y_dot: float) -> Array:
    """The tangent of the larger; of equal ones the mean."""
    if "y" not in active:
        return (x > y) * x_dot
    if "x" not in active:
        return (y > x) * y_dot
    larger = x_dot if x > y else y_dot
    return 0.5 * (x_dot + y_dot) if x == y else larger


@tangent(min)
def min_tangent(x: float, y: float, *, active: Set[str], x_dot: float, y_dot: float) -> Array:
    """The tangent of the smaller; of equal ones the mean."""
    if "y" not in active:
        return (x < y) * x_dot
    if "x" not in active:
        return (y < x) * y_dot
    smaller = x_dot if x < y else y_dot
    return 0.5 * (x_dot + y_dot) if x == y else smaller


@elementwise(min, x=tied_number, y=tied_number)
@elementwise(min, x=several_numbers, y=several_numbers)
def min_(x: float, y: float, *, active: Set[str]) -> tuple[float, float]:
    """The derivative of the smaller; of equal ones half each, and none against a constant."""
    if "y" not in active or "x" not in active:
        return x < y, y < x
    return 0.5 if x == y else x < y, 0.5 if x == y else y < x


@adjoint(shared.largest, shared.smallest, items=tied_number_list, constants=SOME)
@adjoint(shared.largest, shared.smallest, items=number_list, constants=SOME)
def extreme(
    items: Sequence[float], constants: Sequence[float] = (), *, ans: float, ans_bar: float
) -> Sequence[float]:
    """Those that are the answer share ans_bar, unless a constant is the answer too."""
    if len(constants) == 0:
        share = ans_bar / (items.count(ans) or 1)
    elif len(constants) == 1:
        share = (ans != constants[0]) * ans_bar / (items.count(ans) or 1)
    else:
        share = (ans not in constants) * ans_bar / (items.count(ans) or 1)
    items_bar = [(x == ans) * share for x in items]
    return items_bar


@tangent(shared.largest, shared.smallest)
def extreme_tangent(
    items: Sequence[float],
    constants: Sequence[float] = (),
    *,
    ans: float,
    items_dot: Sequence[float],
) -> float:
    """The mean tangent of those that are the answer, unless a constant is the answer too."""
    total = sum((items[i] == ans) * items_dot[i] for i in range(len(items)))
    if len(constants) == 0:
        return total / (items.count(ans) or 1)
    if len(constants) == 1:
        return (ans != constants[0]) * total / (items.count(ans) or 1)
    return (ans not in constants) * total / (items.count(ans) or 1)


@adjoint(sum, iterable=shaped((3,), (2, 3)))
@adjoint(sum, iterable=number_list)
def sum_(iterable: Sequence[Array], *, ans_bar: Array) -> Sequence[Array]:
    """Each item gets ans_bar; so does each row of an array."""
    if isinstance(iterable, np.ndarray):
        iterable_bar = np.broadcast_to(ans_bar, np.shape(iterable))
    else:
        iterable_bar = [ans_bar for x in iterable]
    return iterable_bar


linear(sum, in_="iterable")


@adjoint(float, x=shaped(()))
@adjoint(float, x=number)
def float_(x: Array, *, ans_bar: float) -> Array:
    """The same number."""
    x_bar = np.reshape(ans_bar, np.shape(x)) if isinstance(x, np.ndarray) else ans_bar
    return x_bar


linear(float, in_="x")


@elementwise(complex, real=number, imag=number)
def complex_(real: float, imag: float = 0, *, active: Set[str]) -> tuple[complex, complex]:
    """d(x + iy) = dx + i dy."""
    return 1, 1j


@adjoint(np.ndarray.item, a=shaped((), (1,), (1, 1)))
def item(a: Array, *, ans_bar: float) -> Array:
    """The same number."""
    a_bar = np.reshape(ans_bar, np.shape(a))
    return a_bar


@tangent(np.ndarray.item)
def item_tangent(a: Array, *, a_dot: Array) -> Array:
    """The same number."""
    return np.reshape(a_dot, ())


@elementwise(np.float64, np.float32, np.complex128, np.complex64, x=shaped((), (3,)))
def cast(x: Array) -> Array:
    """The same numbers."""
    return 1


@adjoint(np.ndarray.astype, a=shaped((), (3,)), dtype=["f8"])
def astype(a: Array, dtype: object, *, copy: bool = True, ans_bar: Array) -> Array:
    """The same numbers; nothing comes back from integers."""
    a_bar = ans_bar
    return a_bar


@tangent(np.ndarray.astype)
def astype_tangent(a: Array, dtype: object, *, copy: bool = True, a_dot: Array) -> Array:
    """The same numbers."""
    return a_dot.astype(dtype)


@adjoint(np.astype, x=shaped((3,), (2, 3)), dtype=["f8"])
def astype_of(x: Array, dtype: Any, *, copy: bool = True, ans_bar: Array) -> Array:
    """The same numbers; nothing comes back from integers."""
    x_bar = ans_bar
    return x_bar


@tangent(np.astype)
def astype_of_tangent(x: Array, dtype: Any, *, copy: bool = True, x_dot: Array) -> Array:
    """The same numbers."""
    return x_dot.astype(dtype)


constant(int, round, bool, why="integer, or constant between its jumps")
constant(all, any, isinstance, callable, hasattr, why="boolean")
constant(str, repr, print, type, id, hash, why="no number")
