"""What a call returns: its kind, dtype, shape and, where it is one, its literal value."""

from __future__ import annotations

import builtins
import operator
from typing import Any

import numpy as np

from tangentgen.analysis.broadcasting import broadcast_axes, same_shape
from tangentgen.analysis.builtin_results import builtin
from tangentgen.analysis.computed import called
from tangentgen.analysis.containers import SEQUENCES, part
from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.indexing import selected
from tangentgen.analysis.inside_results import inside
from tangentgen.analysis.integers import integer
from tangentgen.analysis.lengths import of_lengths
from tangentgen.analysis.literals import folded_literal, literal
from tangentgen.analysis.memory import memory
from tangentgen.analysis.values import ANY, Value


def result(
    function: object, arguments: list[Value], keywords: dict[str, Value], world: Assumptions
) -> Value:
    """The abstract value of `function(*arguments, **keywords)`.

    >>> from tangentgen.analysis.values import Dim
    >>> x = Value("array", dtype="f4", shape=(Dim(0, (("n", 1),)), Dim(3)))
    >>> y = result(np.sum, [x], {"axis": Value("int", constant=-1)}, Assumptions())
    >>> y.kind, y.dtype, y.shape
    ('array', 'f4', (Dim(constant=0, terms=(('n', 1),)),))
    """
    own = inside(function, arguments)
    if own is not None:
        return own
    folded = folded_literal(function, arguments, keywords)
    if folded is not None:
        return folded
    if function is operator.getitem and len(arguments) == 2:
        return _subscript(arguments[0], arguments[1], world)
    if function is getattr and len(arguments) >= 2:
        return attribute(arguments[1].constant, arguments[0], world)
    found = of_lengths(function, arguments, world)
    if found is not None:
        return found
    if getattr(function, "__module__", None) in _PYTHON:
        found = builtin(
            function, arguments, world, lambda a, b: called(operator.add, [a, b], {}, world)
        )
        if found is not None:
            return found
    return called(function, arguments, keywords, world)


_PYTHON = (builtins.__name__, "_operator", operator.__name__)


def attribute(name: Any, owner: Value, world: Assumptions) -> Value:
    """`owner.name` of an array or a number.

    >>> attribute("ndim", Value("array", shape=(None, None)), Assumptions()).constant
    2
    """
    if owner.kind in ("object",) and name in owner.keys and owner.items is not None:
        return owner.items[owner.keys.index(name)]
    asked: Any = {"shape": np.shape, "ndim": np.ndim, "size": np.size}.get(name)
    if asked is not None and owner.kind in ("array", "scalar", "tensor"):
        return result(asked, [owner], {}, world)
    moved_by: Any = {
        "T": np.transpose,
        "mT": np.matrix_transpose,
        "real": np.real,
        "imag": np.imag,
    }.get(name)
    if moved_by is not None and owner.kind in ("array", "scalar", "tensor"):
        found = result(moved_by, [owner], {}, world)
        return found if found.kind != "any" else Value("tensor", dtype=owner.dtype)
    if name in ("real", "imag") and owner.kind in ("float", "int", "complex", "bool"):
        number = "int" if owner.kind in ("int", "bool") else "float"
        return Value(number, shape=())  # type: ignore[arg-type]  # one of two literals
    if name == "dtype" and owner.dtype is not None:
        return Value("any", constant=np.dtype(owner.dtype))
    return integer(None) if name in ("itemsize", "nbytes") else ANY


def _subscript(container: Value, index: Value, world: Assumptions) -> Value:
    if container.kind not in ("array", "tensor"):
        if container.kind in (*SEQUENCES, "dict", "range", "str"):
            return part(container, index)
        return ANY
    found = selected(container, index, world)
    if found.scalar:
        return Value("scalar", dtype=container.dtype, shape=())
    if found.scalar is None:
        return Value("tensor", dtype=container.dtype)
    return Value("array", dtype=container.dtype, shape=found.shape)


__all__ = [
    "Assumptions",
    "attribute",
    "broadcast_axes",
    "literal",
    "memory",
    "result",
    "same_shape",
]
