"""Functions that several templates call. Output that needs one has it at its end."""

from __future__ import annotations

import math
from collections.abc import Sequence

import numpy as np

from tangentgen.rules.words import Array


def sum_to_shape(x: Array, shape: tuple[int, ...]) -> Array:
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x


def surely_equal(a: tuple[int, ...], b: tuple[int, ...]) -> bool:
    """Whether two shapes are equal; not, for the generator, where it does not know."""
    return a == b


def surely(condition: bool) -> bool:
    """The condition; the generator takes it for false where it does not know."""
    return condition


def others_along(a: Array, axis: int | tuple[int, ...] | None) -> Array:
    """For each entry, the product of all the others along the axis."""
    axes = range(np.ndim(a)) if axis is None else axis if isinstance(axis, tuple) else (axis,)
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, tuple(axes), ends)
    shape = np.shape(moved)
    kept = np.ndim(a) - len(axes)
    size = int(np.prod(shape[kept:]))
    flat = np.reshape(moved, (*shape[:kept], size))
    ones = np.ones_like(flat[..., :1])
    before = np.cumprod(np.concatenate((ones, flat[..., :-1]), axis=-1), axis=-1)
    after = np.cumprod(np.concatenate((ones, flat[..., :0:-1]), axis=-1), axis=-1)[..., ::-1]
    return np.moveaxis(np.reshape(before * after, shape), ends, tuple(axes))


def digamma(x: float) -> float:
    """The logarithmic derivative of the gamma function (Abramowitz and Stegun, 6.3.5 to 6.3.18)."""
    total = 0.0
    if x <= 0:
        total = -math.pi / math.tan(math.pi * x)
        x = 1 - x
    while x < 10:
        total -= 1 / x
        x += 1
    f = 1 / x**2
    series = f * (1 / 12 - f * (1 / 120 - f * (1 / 252 - f * (1 / 240 - f * (1 / 132)))))
    return total + math.log(x) - 0.5 / x - series


def shared_among_equals(sorted_: Array, seed: Array, axis: int) -> Array:
    """The seed of a sorted array, the mean of it wherever entries along the axis are equal."""
    rows = np.moveaxis(sorted_, axis, -1)
    differs = rows[..., 1:] != rows[..., :-1]
    first = np.ones((*np.shape(rows)[:-1], 1), dtype=bool)
    group = np.cumsum(np.concatenate((first, differs), axis=-1)) - 1
    seeds = np.moveaxis(seed, axis, -1)
    means = np.bincount(group, weights=np.ravel(seeds)) / np.bincount(group)
    return np.moveaxis(np.reshape(means[group], np.shape(rows)), -1, axis)


def chain_bar(arrays: Sequence[Array], i: int, ans_bar: Array) -> Array:
    """The adjoint of one factor of a product of matrices, whose ends may be vectors."""
    x_bar = ans_bar
    rest = arrays[i + 1 :]
    if np.ndim(arrays[-1]) == 1:
        x_bar = x_bar[..., None]
        rest = [b[:, None] if np.ndim(b) == 1 else b for b in rest]
    if np.ndim(arrays[0]) == 1:
        x_bar = x_bar[None]
    for b in rest[::-1]:
        x_bar = x_bar @ b.T
    for a in arrays[:i]:
        x_bar = (a[None] if np.ndim(a) == 1 else a).T @ x_bar
    return np.reshape(x_bar, np.shape(arrays[i]))


def steps_between(points: Array, i: Array) -> Array:
    """How far it is from each of the points to the next one."""
    return np.take(points, i + 1) - np.take(points, i)


def resized_along(x: Array, length: int, axis: int) -> Array:
    """Cut off, or continued with zeros, along an axis."""
    missing = length - np.shape(x)[axis]
    if missing <= 0:
        return np.take(x, np.arange(length), axis=axis)
    shape = list(np.shape(x))
    shape[axis] = missing
    return np.concatenate((x, np.zeros(shape)), axis=axis)


def pad_starts(pad_width: Array, rank: int) -> tuple[int, ...]:
    """How much is put before each axis by np.pad."""
    return tuple(int(w) for w in np.broadcast_to(pad_width, (rank, 2))[:, 0])


def logistic(a: Array, t: Array) -> Array:
    """What `a / (1 + np.exp(t))` stands for."""
    return a / (1 + np.exp(t))


def logistic_of_number(a: float, t: float) -> float:
    """What `a / (1 + math.exp(t))` stands for."""
    return a / (1 + math.exp(t))
