"""What is known where two ways through a function come together."""

from __future__ import annotations

from collections.abc import Callable

from tangentgen.analysis.join import join
from tangentgen.analysis.values import ANY, Dim, Value

Environment = dict[str, Value]


def meet(
    a: Environment | None, b: Environment | None, normal: Callable[[Dim], Dim]
) -> Environment | None:
    """What is known where two paths come together; None is a path that is not taken."""
    if a is None:
        return b
    if b is None:
        return a
    return {
        name: _joined(a[name], b[name], normal)
        if name in a and name in b
        else a.get(name, b.get(name, ANY))
        for name in {**a, **b}
    }


def _joined(a: Value, b: Value, normal: Callable[[Dim], Dim]) -> Value:
    return a if a == b else join(_normalised(a, normal), _normalised(b, normal))


def _normalised(value: Value, normal: Callable[[Dim], Dim]) -> Value:
    """The value with lengths that are known to be equal written alike."""
    if value.shape is None and value.items is None and value.element is None:
        return value
    shape = value.shape
    if shape is not None:
        shape = tuple(None if dim is None else normal(dim) for dim in shape)
    items = tuple(_normalised(i, normal) for i in value.items) if value.items is not None else None
    element = _normalised(value.element, normal) if value.element is not None else None
    return value.but(shape=shape, items=items, element=element)


def forgotten(value: Value, gone: set[str]) -> Value:
    """The value without lengths in terms of these symbols."""
    shape = value.shape
    if shape is not None:
        shape = tuple(None if d is not None and _uses(d, gone) else d for d in shape)
    length = None if value.length is not None and _uses(value.length, gone) else value.length
    items = tuple(forgotten(i, gone) for i in value.items) if value.items is not None else None
    element = forgotten(value.element, gone) if value.element is not None else None
    return value.but(shape=shape, length=length, items=items, element=element)


def _uses(length: Dim, gone: set[str]) -> bool:
    return any(symbol.startswith(tuple(gone)) for symbol, _ in length.terms)
