"""Extrema: equal arguments share the derivative equally, but a constant wins against a variable."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import nonzero, positive, real
from tangentgen.rules.words import Array, elementwise


@elementwise(np.maximum, np.fmax, x=nonzero, y=real)
def maximum(x: Array, y: Array, *, active: Set[str]) -> tuple[Array, Array]:
    """The derivative of the larger; of equal ones half each, and none against a constant."""
    if "y" not in active or "x" not in active:
        return x > y, y > x
    return np.where(x == y, 0.5, x > y), np.where(x == y, 0.5, y > x)


@elementwise(np.maximum, np.fmax, x=nonzero, y=real)
def maximum_again(x: Array, y: Array, *, ans: Array, active: Set[str]) -> tuple[Array, Array]:
    """The same where the answer is at hand and the larger argument is not: max(x, y) > y."""
    if "y" not in active or "x" not in active:
        return ans > y, ans > x
    return np.where(x == y, 0.5, x > y), np.where(x == y, 0.5, y > x)


@elementwise(np.minimum, np.fmin, x=nonzero, y=real)
def minimum(x: Array, y: Array, *, active: Set[str]) -> tuple[Array, Array]:
    """The derivative of the smaller; of equal ones half each, and none against a constant."""
    if "y" not in active or "x" not in active:
        return x < y, y < x
    return np.where(x == y, 0.5, x < y), np.where(x == y, 0.5, y < x)


@elementwise(np.minimum, np.fmin, x=nonzero, y=real)
def minimum_again(x: Array, y: Array, *, ans: Array, active: Set[str]) -> tuple[Array, Array]:
    """The same where the answer is at hand and the smaller argument is not: min(x, y) < y."""
    if "y" not in active or "x" not in active:
        return ans < y, ans < x
    return np.where(x == y, 0.5, x < y), np.where(x == y, 0.5, y < x)


@elementwise(np.clip, a=real, a_min=[-1.0, None], a_max=positive)
def clip(a: Array, a_min: Array = None, a_max: Array = None) -> tuple[Array, Array]:
    """The derivative of a strictly between the bounds, otherwise of the bound."""
    return 1, 1
