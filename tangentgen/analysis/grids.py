"""`np.mgrid[0:n, 0:m]` and `np.ogrid[…]`: arrays of as many axes as there are slices."""

from __future__ import annotations

from typing import TYPE_CHECKING

import gast
import numpy as np

from tangentgen.analysis.integers import integer_as_dim
from tangentgen.analysis.values import ANY, Dim, Value, category

if TYPE_CHECKING:
    from tangentgen.analysis.evaluate import Evaluator


def grid(evaluate: Evaluator, node: gast.Subscript, owner: Value) -> Value | None:
    """The value of a subscript of one of the two; None of any other."""
    if owner.cls is None or owner.cls not in (type(np.mgrid), type(np.ogrid)):
        return None
    listed = isinstance(node.slice, gast.Tuple)
    parts = node.slice.elts if listed else [node.slice]
    values = [evaluate.facts.value(part) for part in parts]
    if any(map(evaluate.facts.is_active, values)):
        named = "np.mgrid" if owner.cls is type(np.mgrid) else "np.ogrid"
        hint = "write a + (b - a) * np.linspace(0.0, 1.0, n) and np.meshgrid"
        return evaluate.refuse(node, f"{named} between active bounds", hint)
    if not all(value.kind == "slice" and value.items for value in values):
        return ANY
    dtype = _dtype([bound for value in values for bound in value.items or ()])
    lengths = [_length(value) for value in values]
    if not listed:
        return Value("array", dtype=dtype, shape=tuple(lengths), sites=frozenset([node]))
    if owner.cls is type(np.mgrid):
        shape = (Dim(len(values)), *lengths)
        return Value("array", dtype=dtype, shape=shape, sites=frozenset([node]))
    items = []
    for k, length in enumerate(lengths):
        ones = [Dim(1)] * len(lengths)
        items.append(Value("array", dtype=dtype, shape=(*ones[:k], length, *ones[k + 1 :])))
    return Value("tuple", items=tuple(items), length=Dim(len(items)))


def _dtype(bounds: list[Value]) -> str | None:
    """Integers where all bounds are; a complex step counts the points between its bounds."""
    numbers = {category(bound) for bound in bounds if bound.kind != "none"}
    if None in numbers:
        return None
    return "i8" if numbers <= {"int"} else "f8"


def _length(value: Value) -> Dim | None:
    start, stop, step = value.items or ()
    if isinstance(step.constant, complex):
        return Dim(int(abs(step.constant)))
    if step.kind != "none" or (start.kind != "none" and start.constant != 0):
        return None
    return integer_as_dim(stop)
