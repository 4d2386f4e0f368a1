"""Averages and variances."""

from __future__ import annotations

import math

import numpy as np

from tangentgen.rules.samples import full_grids
from tangentgen.rules.words import Array, adjoint, linear

Axis = int | tuple[int, ...] | None


@adjoint(np.mean, a=full_grids, axis=[None, 0, -1, (0,)], keepdims=[False, True])
def mean(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """ans = Σ a / n  ⇒  a_bar = ans_bar / n, spread over the axes."""
    if axis is None:
        a_bar = np.broadcast_to(ans_bar / np.size(a), np.shape(a))
    else:
        n = math.prod(np.shape(a)[i] for i in (axis if isinstance(axis, tuple) else (axis,)))
        spread = ans_bar if keepdims else np.expand_dims(ans_bar, axis)
        a_bar = np.broadcast_to(spread / n, np.shape(a))
    return a_bar


linear(np.mean, in_="a")
