"""Choosing between values, and comparisons."""

from __future__ import annotations

import operator

import numpy as np

from tangentgen.rules.samples import real
from tangentgen.rules.words import Array, constant, elementwise, tangent

MASKS = [True, np.array([True, False, True])]


@elementwise(np.where, condition=MASKS, x=real, y=real)
def where(condition: Array, x: Array, y: Array) -> tuple[Array, Array]:
    """The derivative of the one that is chosen."""
    return np.where(condition, 1, 0), np.where(condition, 0, 1)


@tangent(np.where, condition=MASKS, x=real, y=real)
def where_tangent(condition: Array, *, x_dot: Array, y_dot: Array) -> Array:
    """The derivative of the one that is chosen."""
    return np.where(condition, x_dot, y_dot)


constant(
    *(np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal),
    *(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge),
    *(np.logical_and, np.logical_or, np.logical_not, np.logical_xor, operator.not_),
    *(np.isnan, np.isinf, np.isfinite, np.isclose, np.allclose, np.array_equal, np.signbit),
    *(np.all, np.any, np.iscomplexobj, np.isrealobj, np.isscalar),
    why="boolean",
)
