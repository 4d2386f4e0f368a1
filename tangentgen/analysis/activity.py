"""Which values a derivative may flow through."""

from __future__ import annotations

from tangentgen.analysis.values import Value, category

_DISCRETE = {"none", "str", "bool", "int", "range", "iterator", "slice", "function", "module"}
_CONTINUOUS = {"real", "complex", None}  # None: the dtype is not known


def carries(value: Value) -> bool:
    """Whether a derivative may flow through a value of this kind at all.

    >>> carries(Value("int")), carries(Value("array", dtype="f8"))
    (False, True)
    """
    return value.kind not in _DISCRETE and category(value) in _CONTINUOUS


def activated(value: Value) -> Value:
    """The value of a computation with active operands: active wherever it holds reals."""
    items = tuple(map(activated, value.items)) if value.items is not None else None
    element = activated(value.element) if value.element is not None else None
    whole = items is None and element is None and carries(value)
    return value.but(active=whole, items=items, element=element)
