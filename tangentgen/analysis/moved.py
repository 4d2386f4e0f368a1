"""Shapes of arrays reshaped, transposed, joined and repeated by broadcasting."""

from __future__ import annotations

import numpy as np

from tangentgen.analysis.dims import ONE, Assumptions, broadcast, lengths, product
from tangentgen.analysis.shapes import Given, constant_of, merged, shape_of, shaped
from tangentgen.analysis.values import UNKNOWN, Dim, Shape


@shaped("a shape order", np.reshape)
def reshape(given: Given) -> Shape | None:
    """The shape asked for, with −1 worked out where the division has no remainder.

    >>> world, n = Assumptions(), Dim(0, (("n", 1),))
    >>> remaining((n, Dim(6)), (n, Dim(2)), world)
    Dim(constant=3, terms=())
    """
    asked = lengths(given["shape" if "shape" in given else "newshape"])
    if asked is None or Dim(-1) not in asked:
        return asked
    old = given.shape("a")
    others = tuple(dim for dim in asked if dim != Dim(-1))
    missing = None if old is None else remaining(old, others, given.world)
    return tuple(missing if dim == Dim(-1) else dim for dim in asked)


def remaining(old: Shape, others: Shape, world: Assumptions) -> Dim | None:
    """The length that makes `others` as large as `old`."""
    left = list(old)
    divisor = 1
    for dim in others:
        twin = next((d for d in left if world.proved_equal(d, dim)), None)
        if twin is not None:
            left.remove(twin)
        elif dim is not None and dim.is_constant and dim.constant > 0:
            divisor *= dim.constant
        else:
            return None
    total = product(tuple(left))
    if total is None or any(c % divisor for c in (total.constant, *(c for _, c in total.terms))):
        return None
    return Dim(total.constant // divisor, tuple((s, c // divisor) for s, c in total.terms))


@shaped("a order", np.ravel, np.ndarray.flatten)
def ravel(given: Given) -> Shape | None:
    shape = given.shape("a")
    return (None,) if shape is None else (product(shape),)


@shaped("a axes", np.transpose, np.permute_dims)
def transpose(given: Given) -> Shape | None:
    shape = given.shape("a")
    if shape is None:
        return None
    if given["axes"].kind == "none":
        return shape[::-1]
    axes = given.axes("axes", len(shape))
    return None if axes is None or len(axes) != len(shape) else tuple(shape[i] for i in axes)


@shaped("a", np.matrix_transpose)
def matrix_transpose(given: Given) -> Shape | None:
    shape = given.shape("a")
    return None if shape is None or len(shape) < 2 else (*shape[:-2], shape[-1], shape[-2])


@shaped("a axis1 axis2", np.swapaxes)
def swapaxes(given: Given) -> Shape | None:
    shape = given.shape("a")
    if shape is None:
        return None
    first, second = given.axes("axis1", len(shape), 0), given.axes("axis2", len(shape), 0)
    if not first or not second:
        return None
    found = list(shape)
    found[first[0]], found[second[0]] = shape[second[0]], shape[first[0]]
    return tuple(found)


@shaped("a source destination", np.moveaxis)
def moveaxis(given: Given) -> Shape | None:
    shape = given.shape("a")
    if shape is None:
        return None
    source, target = given.axes("source", len(shape), 0), given.axes("destination", len(shape), 0)
    if source is None or target is None or len(source) != len(target):
        return None
    order = [i for i in range(len(shape)) if i not in source]
    for place, axis in sorted(zip(target, source, strict=True)):
        order.insert(place, axis)
    return tuple(shape[i] for i in order)


@shaped("a axis", np.expand_dims)
def expand_dims(given: Given) -> Shape | None:
    shape = given.shape("a")
    axis = given.constant("axis", UNKNOWN)
    if shape is None or axis is UNKNOWN:
        return None
    count = len(axis) if isinstance(axis, tuple | list) else 1
    axes = given.axes("axis", len(shape) + count)
    if axes is None:
        return None
    rest = iter(shape)
    return tuple(ONE if i in axes else next(rest) for i in range(len(shape) + count))


@shaped("a axis", np.squeeze)
def squeeze(given: Given) -> Shape | None:
    shape = given.shape("a")
    if shape is None:
        return None
    if given["axis"].kind == "none" and given.constant("axis", None) is None:
        if any(dim is None or not given.world.normal(dim).is_constant for dim in shape):
            return None
        return tuple(dim for dim in shape if dim is not None and given.world.normal(dim) != ONE)
    axes = given.axes("axis", len(shape))
    return None if axes is None else tuple(d for i, d in enumerate(shape) if i not in axes)


@shaped("a shape", np.broadcast_to)
def broadcast_to(given: Given) -> Shape | None:
    return lengths(given["shape"])


@shaped("condition x y", np.where)
@shaped("a min max", np.clip)
@shaped("a b", np.isclose)
@shaped("a xp fp", np.interp)
def broadcasting(given: Given) -> Shape | None:
    if given.function is np.interp:
        return given.shape("a")
    if given.function is np.where and "x" not in given:
        return None
    values = [v for v in given.values.values() if v.kind not in ("none", "str")]
    return broadcast([shape_of(value, given.world) for value in values], given.world)


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
