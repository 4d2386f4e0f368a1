"""Shapes of arrays concatenated and stacked."""

from __future__ import annotations

import numpy as np

from tangentgen.analysis.dims import ONE, Assumptions
from tangentgen.analysis.integers import product
from tangentgen.analysis.shapes import Given, constant_of, merged, shape_of, shaped
from tangentgen.analysis.values import Dim, Shape


@shaped("arrays axis out dtype casting", np.concatenate, np.concat)
@shaped("arrays axis out dtype casting", np.stack)
@shaped("arrays dtype casting", np.vstack, np.hstack, np.column_stack)
def joined(given: Given) -> Shape | None:
    """`concatenate` adds the lengths along an axis; stacks bring their parts into form first."""
    parts = given["arrays"]
    if parts.kind == "array":
        return None
    function = given.function
    if parts.items is None:
        element = shape_of(parts.element, given.world) if parts.element is not None else None
        if function is not np.stack or element is None:
            return None
        return _with_axis(given, element, parts.length)
    shapes = [shape_of(item, given.world) for item in parts.items]
    known = [shape for shape in shapes if shape is not None]
    if len(known) < len(shapes) or not known:
        return None
    if function is np.stack:
        common = known[0]
        for shape in known[1:]:
            common = merged(common, shape, given.world) or ()
            if len(common) != len(shape):
                return None
        return _with_axis(given, common, Dim(len(known)))
    axis = 0
    if function is np.vstack:
        known = [s if len(s) > 1 else (ONE, *(s or (ONE,))) for s in known]
    elif function is np.column_stack:
        known = [s if len(s) > 1 else (*(s or (ONE,)), ONE) for s in known]
        axis = 1
    elif function is np.hstack:
        known = [s or (ONE,) for s in known]
        axis = 0 if len(known[0]) == 1 else 1
    elif constant_of(given["axis"]) is None and "axis" in given:
        return (_sum([product(s) for s in known], given.world),)
    else:
        axes = given.axes("axis", len(known[0]), 0)
        if not axes:
            return None
        axis = axes[0]
    if any(len(shape) != len(known[0]) for shape in known) or axis >= len(known[0]):
        return None
    total: Shape | None = known[0]
    for shape in known[1:]:
        rest = tuple(None if i == axis else dim for i, dim in enumerate(shape))
        total = merged(total, rest, given.world)
    along = _sum([shape[axis] for shape in known], given.world)
    return total and tuple(along if i == axis else dim for i, dim in enumerate(total))


def _with_axis(given: Given, shape: Shape, length: Dim | None) -> Shape | None:
    axes = given.axes("axis", len(shape) + 1, 0)
    return None if not axes else (*shape[: axes[0]], length, *shape[axes[0] :])


def _sum(dims: list[Dim | None], world: Assumptions) -> Dim | None:
    total = Dim()
    for dim in dims:
        # The lengths are max(0, …) each: they add up only where none is below zero.
        if dim is None or not world.at_least(dim, Dim()):
            return None
        total = total + dim
    return total
