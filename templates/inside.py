"""What stands inside a primal, or inside a derivative, for the sake of derivatives."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from tangentgen.inside import stop_gradient, unbroadcast, with_adjoint
from tangentgen.rules.samples import grids, shaped
from tangentgen.rules.shared import sum_to_shape
from tangentgen.rules.words import Array, adjoint, constant, linear, tangent

constant(stop_gradient, why="the user says so")


@adjoint(with_adjoint, h=grids, function=[np.asarray])
def with_adjoint_(h: Array, function: Callable[[Array], Array], *, ans_bar: Array) -> Array:
    """The function is shown the adjoint, and may put another in its place."""
    changed = function(ans_bar)
    h_bar = ans_bar if changed is None else changed
    return h_bar


@tangent(with_adjoint)
def with_adjoint_tangent(h_dot: Array) -> Array:
    """Of the tangent it is the identity."""
    return h_dot


@adjoint(unbroadcast, x_bar=shaped((2, 3), (3,), ()), x=[np.ones(3), np.ones((1, 3)), 2.0])
def unbroadcast_(x_bar: Array, x: Array, *, ans_bar: Array) -> Array:
    """A sum over axes is undone by spreading over them; of x only the shape is read."""
    shape = np.broadcast_shapes(np.shape(x_bar), np.shape(x))
    x_bar_bar = sum_to_shape(np.broadcast_to(ans_bar, shape), np.shape(x_bar))
    return x_bar_bar


linear(unbroadcast, in_="x_bar")
