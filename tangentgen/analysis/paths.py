"""What is known where two ways through a function come together."""

from __future__ import annotations

from tangentgen.analysis.join import join
from tangentgen.analysis.values import ANY, Dim, Value

Environment = dict[str, Value]


def meet(a: Environment | None, b: Environment | None) -> Environment | None:
    """What is known where two paths come together; None is a path that is not taken."""
    if a is None:
        return b
    if b is None:
        return a
    return {
        name: join(a[name], b[name]) if name in a and name in b else a.get(name, b.get(name, ANY))
        for name in {**a, **b}
    }


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
