"""Integers that are lengths, as abstract values."""

from __future__ import annotations

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.values import UNKNOWN, Dim, Shape, Value


def product(shape: Shape) -> Dim | None:
    """The number of elements, where it is linear in the symbols."""
    constant, linear = 1, None
    for dim in shape:
        if dim is None:
            return None
        if dim.is_constant:
            constant *= max(0, dim.constant)
        elif linear is None:
            linear = dim
        else:
            return None
    return Dim(constant) if linear is None else linear.scale(constant)


def integer(dim: Dim | None) -> Value:
    """The abstract int of a linear sum."""
    if dim is None:
        return Value("int", shape=())
    constant = dim.constant if dim.is_constant else UNKNOWN
    return Value("int", shape=(), length=dim, constant=constant)


def is_integer(value: Value) -> bool:
    """Whether it is one integer, Python's or NumPy's, and no logical value.

    >>> [is_integer(Value(*of)) for of in (("int",), ("scalar", "i8"), ("scalar", "b1"))]
    [True, True, False]
    """
    whole = value.dtype is not None and value.dtype[0] in "iu"
    return value.kind == "int" or (value.kind == "scalar" and whole)


def length_as_integer(dim: Dim | None, world: Assumptions) -> Value:
    """What `len` returns for an axis."""
    if dim is None or not world.at_least(dim, Dim()):
        return integer(None)
    return integer(world.normal(dim))


def integer_as_dim(value: Value) -> Dim | None:
    """The linear sum that an integer argument is, where it is one."""
    if value.length is not None and value.kind == "int":
        return value.length
    if isinstance(value.constant, int):
        return Dim(int(value.constant))
    return None


def lengths(value: Value) -> Shape | None:
    """A `shape` argument: an integer, or a tuple or list of them."""
    if value.items is not None and value.kind in ("tuple", "list"):
        return tuple(integer_as_dim(item) for item in value.items)
    if isinstance(value.constant, tuple | list):
        return tuple(Dim(n) if isinstance(n, int) else None for n in value.constant)
    if value.kind == "int" or isinstance(value.constant, int):
        return (integer_as_dim(value),)
    return None
