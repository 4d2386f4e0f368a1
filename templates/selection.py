"""Choosing between values, and comparisons."""

from __future__ import annotations

import operator
from collections.abc import Sequence, Set

import numpy as np

from tangentgen.rules.samples import listed, real, shaped
from tangentgen.rules.shared import sum_to_shape
from tangentgen.rules.words import Array, adjoint, constant, elementwise, tangent

CONDITIONS = [np.array([True, False, False]), np.array([True, True, False])]
MASKS = [True, np.array([True, False, True])]


@elementwise(np.where, condition=MASKS, x=real, y=real)
def where(condition: Array, x: Array, y: Array) -> tuple[Array, Array]:
    """The derivative of the one that is chosen."""
    return np.where(condition, 1, 0), np.where(condition, 0, 1)


@tangent(np.where, condition=MASKS, x=real, y=real)
def where_tangent(condition: Array, *, x_dot: Array, y_dot: Array) -> Array:
    """The derivative of the one that is chosen."""
    return np.where(condition, x_dot, y_dot)


@adjoint(np.select, condlist=[CONDITIONS], choicelist=listed((3,), (3,)), default=shaped(()))
def select(
    condlist: Sequence[Array], choicelist: Sequence[Array], default: Array = 0, *, ans_bar: Array
) -> tuple[Sequence[Array], Array]:
    """Each choice gets the adjoint where its condition is the first that holds."""
    which = np.select(condlist, list(range(len(condlist))), len(condlist))
    choicelist_bar = [
        sum_to_shape(np.where(which == i, ans_bar, 0), np.shape(choicelist[i]))
        for i in range(len(choicelist))
    ]
    default_bar = sum_to_shape(np.where(which == len(condlist), ans_bar, 0), np.shape(default))
    return choicelist_bar, default_bar


@tangent(np.select)
def select_tangent(
    condlist: Sequence[Array],
    choicelist: Sequence[Array],
    default: Array = 0,
    *,
    active: Set[str],
    choicelist_dot: Sequence[Array],
    default_dot: Array,
) -> Array:
    """The tangent of the one that is chosen."""
    dots = choicelist_dot if "choicelist" in active else [np.zeros_like(c) for c in choicelist]
    return np.select(condlist, dots, default_dot if "default" in active else 0)


constant(
    *(np.result_type, np.promote_types, np.can_cast, np.common_type, np.dtype, np.finfo, np.iinfo),
    *(np.may_share_memory, np.shares_memory, np.broadcast_shapes, np.iterable, np.isfortran),
    why="a type, a shape or a place in memory",
)
constant(
    *(np.bitwise_and, np.bitwise_or, np.bitwise_xor, np.invert, np.left_shift, np.right_shift),
    *(operator.and_, operator.or_, operator.xor, operator.invert, operator.lshift),
    *(operator.rshift, np.bitwise_count, np.gcd, np.lcm, np.packbits, np.unpackbits),
    why="of integers and booleans",
)
constant(
    *(np.isin, np.array_equiv, np.isneginf, np.isposinf, np.iscomplex, np.isreal),
    *(np.isnat, np.isdtype, np.issubdtype),
    why="boolean",
)
constant(
    *(np.equal, np.not_equal, np.less, np.less_equal, np.greater, np.greater_equal),
    *(operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge),
    *(np.logical_and, np.logical_or, np.logical_not, np.logical_xor, operator.not_),
    *(np.isnan, np.isinf, np.isfinite, np.isclose, np.allclose, np.array_equal, np.signbit),
    *(np.all, np.any, np.iscomplexobj, np.isrealobj, np.isscalar),
    why="boolean",
)
