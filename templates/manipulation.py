"""Changing shapes and the order of axes."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import grids, shaped
from tangentgen.rules.words import Array, adjoint, constant, linear, tangent


@adjoint(np.reshape, a=shaped((2, 3), (6,), (1, 6)), shape=[6, (3, 2), (3, -1)])
def reshape(a: Array, shape: int | tuple[int, ...], *, ans_bar: Array) -> Array:
    """The same numbers in the old shape."""
    a_bar = np.reshape(ans_bar, np.shape(a))
    return a_bar


@adjoint(np.ravel, np.ndarray.flatten, a=grids)
def ravel(a: Array, *, ans_bar: Array) -> Array:
    """The same numbers in the old shape."""
    a_bar = np.reshape(ans_bar, np.shape(a))
    return a_bar


linear(np.reshape, np.ravel, in_="a")


@tangent(np.ndarray.flatten)
def flatten_tangent(a: Array, *, a_dot: Array) -> Array:
    """The same of the tangent."""
    return a_dot.flatten()


@adjoint(np.transpose, a=shaped((2, 3, 4), (1, 2, 3)), axes=[None, (1, 0, 2), (2, 0, 1)])
def transpose(a: Array, axes: tuple[int, ...] | None = None, *, ans_bar: Array) -> Array:
    """The inverse permutation of the axes, which sorting them gives."""
    if axes is None:
        a_bar = np.transpose(ans_bar)
    else:
        a_bar = np.transpose(ans_bar, np.argsort(axes))
    return a_bar


linear(np.transpose, in_="a")

constant(np.shape, np.size, np.ndim, len, why="integer")
