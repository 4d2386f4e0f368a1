"""Sums and products."""

from __future__ import annotations

import numpy as np

from tangentgen.rules.samples import grids
from tangentgen.rules.words import Array, adjoint, linear

Axis = int | tuple[int, ...] | None


@adjoint(np.sum, a=grids, axis=[None, 0, -1, (0,)], keepdims=[False, True])
def sum_(a: Array, axis: Axis = None, *, keepdims: bool = False, ans_bar: Array) -> Array:
    """ans = Σ a  ⇒  a_bar = ans_bar, spread over the summed axes."""
    if axis is None or keepdims:
        a_bar = np.broadcast_to(ans_bar, np.shape(a))
    else:
        a_bar = np.broadcast_to(np.expand_dims(ans_bar, axis), np.shape(a))
    return a_bar


linear(np.sum, in_="a")
