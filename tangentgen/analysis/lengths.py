"""Sums and multiples of lengths, and what asks an array for its shape."""

from __future__ import annotations

import operator
from typing import Any

import numpy as np

from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.integers import integer, integer_as_dim, length_as_integer, product
from tangentgen.analysis.shapes import constant_of, shape_of
from tangentgen.analysis.values import UNKNOWN, Dim, Value


def of_lengths(function: Any, arguments: list[Value], world: Assumptions) -> Value | None:
    """Sums and multiples of lengths, and what asks an array for its shape."""
    if function in (operator.add, operator.sub, operator.mul, operator.neg, operator.pos):
        if not all(value.kind == "int" for value in arguments):
            return None
        dims = [integer_as_dim(value) for value in arguments]
        if any(dim is None for dim in dims):
            return integer(None)
        a, b = (dims[0], dims[-1])
        assert a is not None and b is not None
        if function is operator.mul:
            return integer(world.times(a, b))
        return integer(_linear(function, [dim for dim in dims if dim is not None]))
    if function in (operator.iadd, operator.isub, operator.imul):
        plain_one = {operator.iadd: operator.add, operator.isub: operator.sub}
        return of_lengths(plain_one.get(function, operator.mul), arguments, world)
    if function is operator.floordiv and all(value.kind == "int" for value in arguments):
        a, b = (integer_as_dim(value) for value in arguments)
        if a is None or b is None:
            return integer(None)
        linear = _divided(a, b.constant) if b.is_constant and b.constant else None
        if linear is not None or a.is_constant:
            return integer(linear)
        return integer(world.part(a, "//", b))
    if function in (np.shape, np.ndim, np.size) and arguments:
        return _asked(function, arguments, world)
    return None


def _linear(function: Any, dims: list[Dim]) -> Dim | None:
    if function is operator.neg:
        return dims[0].scale(-1)
    if function is operator.pos:
        return dims[0]
    a, b = dims
    return a + b if function is operator.add else a - b


def _divided(dim: Dim, by: int) -> Dim | None:
    if any(c % by for c in (dim.constant, *(c for _, c in dim.terms))):
        return None
    return Dim(dim.constant // by, tuple((s, c // by) for s, c in dim.terms))


def _asked(function: Any, arguments: list[Value], world: Assumptions) -> Value:
    shape = shape_of(arguments[0], world)
    axis = constant_of(arguments[1]) if len(arguments) > 1 else None
    if shape is None or axis is UNKNOWN:
        return integer(None) if function is not np.shape else Value("tuple", element=integer(None))
    if function is np.ndim:
        return integer(Dim(len(shape)))
    if function is np.size:
        if isinstance(axis, int):
            inside = -len(shape) <= axis < len(shape)
            return length_as_integer(shape[axis] if inside else None, world)
        return length_as_integer(product(shape), world)
    items = tuple(length_as_integer(dim, world) for dim in shape)
    return Value("tuple", items=items, length=Dim(len(items)))
