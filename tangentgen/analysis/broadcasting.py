"""Shapes that meet: what they broadcast to, and the way back."""

from __future__ import annotations

from collections.abc import Iterable

from tangentgen.analysis.dims import ONE, Assumptions
from tangentgen.analysis.values import Dim, Shape, Value


def broadcast_axis(a: Dim | None, b: Dim | None, world: Assumptions) -> Dim | None:
    """The length that two axes broadcast to; None where it may be either."""
    if a is None or b is None:
        known = a if b is None else b
        # Against an unknown length, 2 or more stays itself; 1 becomes the unknown one.
        return known if known is not None and _constant_above_one(known, world) else None
    if world.proved_equal(a, b):
        return a
    for one, other in ((a, b), (b, a)):
        if world.normal(one) == ONE:
            return other
    for many, other in ((a, b), (b, a)):
        if _constant_above_one(many, world) and world.size(other) is None:
            return many
    return _by_example(a, b, world)


def _by_example(a: Dim, b: Dim, world: Assumptions) -> Dim | None:
    size_a, size_b = world.size(a), world.size(b)
    if size_a is None or size_b is None:
        return None
    if size_a == size_b:
        world.equal(a, b)
        return a
    for one, size, other in ((a, size_a, b), (b, size_b, a)):
        if size == 1:
            world.equal(one, ONE)
            return other
    return None


def _constant_above_one(dim: Dim, world: Assumptions) -> bool:
    dim = world.normal(dim)
    return dim.is_constant and dim.constant > 1


def broadcast(shapes: Iterable[Shape | None], world: Assumptions) -> Shape | None:
    """The shape that shapes broadcast to.

    >>> broadcast([(Dim(3), None), (Dim(1),)], Assumptions())
    (Dim(constant=3, terms=()), None)
    """
    total: Shape = ()
    for shape in shapes:
        if shape is None:
            return None
        rank = max(len(total), len(shape))
        padded = ((ONE,) * (rank - len(total)) + total, (ONE,) * (rank - len(shape)) + shape)
        total = tuple(broadcast_axis(a, b, world) for a, b in zip(*padded, strict=True))
    return total


def same_shape(u: Value, v: Value, world: Assumptions) -> bool:
    """Whether two values are proved to have one shape."""
    if u.shape is None or v.shape is None or len(u.shape) != len(v.shape):
        return False
    return all(world.proved_equal(a, b) for a, b in zip(u.shape, v.shape, strict=True))


def broadcast_axes(
    arg: Value, result: Value, world: Assumptions
) -> tuple[int, tuple[int, ...]] | None:
    """How to bring something of the result's shape back to the argument's: the number of leading
    axes to sum away, and the axes (of the argument) to sum and keep as 1. None where not known.

    >>> row, table = Value("array", shape=(Dim(1), None)), Value("array", shape=(Dim(4), None))
    >>> broadcast_axes(row.but(shape=(Dim(1),)), table, Assumptions())
    (1, (0,))
    """
    if arg.shape is None or result.shape is None or len(arg.shape) > len(result.shape):
        return None
    leading = len(result.shape) - len(arg.shape)
    kept = []
    for axis, (a, b) in enumerate(zip(arg.shape, result.shape[leading:], strict=True)):
        if world.proved_equal(a, b):
            continue
        if a is None or world.normal(a) != ONE:
            return None
        kept.append(axis)
    return leading, tuple(kept)
