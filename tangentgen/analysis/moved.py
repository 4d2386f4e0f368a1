"""Shapes of arrays reshaped, transposed and repeated by broadcasting."""

from __future__ import annotations

import numpy as np

from tangentgen.analysis.broadcasting import broadcast
from tangentgen.analysis.dims import ONE, Assumptions
from tangentgen.analysis.integers import integer_as_dim, lengths, product
from tangentgen.analysis.shapes import Given, shape_of, shaped
from tangentgen.analysis.values import UNKNOWN, Dim, Shape


@shaped("a shape order", np.reshape)
def reshape(given: Given) -> Shape | None:
    """The shape asked for, with −1 worked out where the division has no remainder.

    >>> world, n = Assumptions(), Dim(0, (("n", 1),))
    >>> remaining((n, Dim(6)), (n, Dim(2)), world)
    Dim(constant=3, terms=())
    """
    asked = lengths(given["shape" if "shape" in given else "newshape"])
    if asked is None:
        return None
    asked = tuple(d if d is None or d == Dim(-1) or _is_length(d, given) else None for d in asked)
    if Dim(-1) not in asked:
        return asked
    old = given.shape("a")
    others = tuple(dim for dim in asked if dim != Dim(-1))
    missing = None if old is None else remaining(old, others, given.world)
    return tuple(missing if dim == Dim(-1) else dim for dim in asked)


def _is_length(dim: Dim, given: Given) -> bool:
    """Whether a linear sum is none below zero, and so no −1 either."""
    return given.world.at_least(dim, Dim())


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


@shaped("a repeats axis", np.repeat)
def repeat(given: Given) -> Shape | None:
    shape, times = given.shape("a"), integer_as_dim(given["repeats"])
    if given.constant("axis", None) is None:
        shape = None if shape is None else (product(shape),)
    axes = None if shape is None else given.axes("axis", len(shape))
    if shape is None or axes is None or len(axes) != 1:
        return None
    repeated = tuple(
        given.world.times(dim, times) if i in axes and dim is not None else dim
        for i, dim in enumerate(shape)
    )
    return repeated


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


@shaped("x window_shape axis", np.lib.stride_tricks.sliding_window_view)
def sliding_windows(given: Given) -> Shape | None:
    """The windows' places along each axis, then the windows."""
    shape, windows = given.shape("x"), lengths(given["window_shape"])
    if shape is None or windows is None:
        return None
    whole = given["axis"].kind == "none"
    axes = tuple(range(len(shape))) if whole else given.axes("axis", len(shape))
    if axes is None or len(set(axes)) != len(windows) or len(axes) != len(windows):
        return None
    places = list(shape)
    for axis, window in zip(axes, windows, strict=True):
        old = places[axis]
        places[axis] = None if old is None or window is None else old - window + ONE
    return (*places, *windows)


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
