"""Shapes of sums, maxima, norms and running sums."""

from __future__ import annotations

import numpy as np

from tangentgen.analysis.shapes import Given, shaped, without
from tangentgen.analysis.values import UNKNOWN, Dim, Shape


@shaped("a axis dtype out keepdims initial where", np.sum, np.prod, np.mean, np.nansum)
@shaped("a axis dtype out keepdims initial where", np.nanprod, np.nanmean)
@shaped("a axis out keepdims initial where", np.max, np.min, np.nanmax, np.nanmin)
@shaped("a axis out keepdims", np.any, np.all, np.argmax, np.argmin, np.ptp)
@shaped("a axis dtype out ddof keepdims", np.std, np.var, np.nanstd, np.nanvar)
@shaped("a axis out overwrite_input keepdims", np.median, np.nanmedian)
@shaped("a axis keepdims", np.count_nonzero)
@shaped("a ord axis keepdims", np.linalg.norm)
def reduction(given: Given) -> Shape | None:
    shape = given.shape("a")
    if shape is None or given["a"].kind == "tensor":
        return None
    axes = given.axes("axis", len(shape))
    return None if axes is None else without(shape, axes, given.constant("keepdims", False))


@shaped("y x dx axis", np.trapezoid)
def trapezoid(given: Given) -> Shape | None:
    shape = given.shape("y")
    axes = given.axes("axis", len(shape), -1) if shape is not None else None
    return None if shape is None or axes is None else without(shape, axes, False)


@shaped("a axis dtype out", np.cumsum, np.cumprod, np.nancumsum, np.nancumprod)
def running(given: Given) -> Shape | None:
    shape = given.shape("a")
    if shape is None or given.constant("axis", None) is UNKNOWN:
        return None
    return shape if given.constant("axis", None) is not None else flat(shape)


def flat(shape: Shape) -> Shape:
    from tangentgen.analysis.integers import product

    return (product(shape),)


@shaped("a n axis", np.diff)
def difference(given: Given) -> Shape | None:
    shape = given.shape("a")
    if shape is None or "prepend" in given or "append" in given:
        return None
    order = given.constant("n", 1)
    axes = given.axes("axis", len(shape), -1)
    if axes is None or not isinstance(order, int):
        return None
    return tuple(
        dim - Dim(order) if i in axes and dim is not None else dim for i, dim in enumerate(shape)
    )


@shaped("a axis kind order", np.sort, np.argsort)
def ordered(given: Given) -> Shape | None:
    shape = given.shape("a")
    axis = given.constant("axis", -1)
    return None if axis is UNKNOWN or shape is None else flat(shape) if axis is None else shape


def reduce_of(given: Given) -> Shape | None:
    """`np.add.reduce` and its like, which take the first axis by default."""
    shape = given.shape("a")
    axes = given.axes("axis", len(shape), 0) if shape is not None else None
    if shape is None or axes is None:
        return None
    return without(shape, axes, given.constant("keepdims", False))
