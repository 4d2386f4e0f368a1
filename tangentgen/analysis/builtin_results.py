"""What Python's own functions return: `len`, `sum`, `range`, `isinstance` and the like."""

from __future__ import annotations

import builtins
import operator
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from tangentgen.analysis.containers import (
    SEQUENCES,
    counted,
    item_of,
    joined,
    length,
    plain,
    repeated,
)
from tangentgen.analysis.dims import Assumptions
from tangentgen.analysis.integers import integer, integer_as_dim
from tangentgen.analysis.join import is_scalar, join_all
from tangentgen.analysis.values import ANY, NONE, UNKNOWN, Dim, Mixed, Nothing, Value


def total(
    arguments: list[Value], world: Assumptions, add: Callable[[Value, Value], Value]
) -> Value:
    """`sum(iterable, start)` is a chain of additions."""
    start = plain(arguments[1]) if len(arguments) > 1 else integer(Dim())
    start = start.but(constant=UNKNOWN, length=None)
    iterable = arguments[0]
    if iterable.items is not None and iterable.kind in SEQUENCES:
        for item in iterable.items:
            start = add(start, plain(item))
        return start
    single = item_of(iterable)
    if single is None:
        return ANY
    once = add(start, single)
    return join_all([start, once, add(once, single)]) or ANY


def extreme(arguments: list[Value]) -> Value:
    """`min` and `max` return one of what they are given."""
    values = arguments
    if len(arguments) == 1:
        item = item_of(arguments[0])
        if item is None:
            return ANY
        values = [item]
    if not all(is_scalar(value) or value.rank == 0 for value in values):
        return ANY
    values = [plain(value).but(constant=UNKNOWN) for value in values]
    return join_all(values) or ANY


def remade(kind: str, arguments: list[Value]) -> Value:
    """`list(...)` and `tuple(...)` of something."""
    if not arguments:
        return Value(kind, items=(), length=Dim())  # type: ignore[arg-type]  # "list" or "tuple"
    source = arguments[0]
    if source.items is not None and source.kind in SEQUENCES:
        return Value(kind, items=source.items, length=source.length)  # type: ignore[arg-type]  # as above
    single = item_of(source)
    if single is None:
        return ANY
    found = source.shape[0] if source.kind == "array" and source.shape else source.length
    return Value(kind, element=single, length=found)  # type: ignore[arg-type]  # as above


_BOOL, _STR = Value("bool", shape=()), Value("str")

_CLASSES: dict[str, Any] = {
    "array": np.ndarray,
    "none": type(None),
    "bool": bool,
    "int": int,
    "float": float,
    "complex": complex,
    "str": str,
    "tuple": tuple,
    "list": list,
    "dict": dict,
    "range": range,
}


def class_of(value: Value) -> type | None:
    """The class of a value; None where that is not known."""
    given: type | None = _CLASSES.get(value.kind)
    if value.cls is not None:
        given = value.cls
    elif value.kind == "scalar" and value.dtype is not None:
        given = np.dtype(value.dtype).type
    return None if given in (Mixed, Nothing) or value.optional else given


def instance(arguments: list[Value]) -> Value:
    """`isinstance(value, class)`, decided where the kind says enough."""
    value, wanted = arguments
    given = class_of(value)
    classes = wanted.constant
    if wanted.items is not None and all(item.constant is not UNKNOWN for item in wanted.items):
        classes = tuple(item.constant for item in wanted.items)
    if classes is UNKNOWN or value.optional:
        return _BOOL
    try:
        if value.kind == "tensor" and not any(issubclass(c, classes) for c in _NUMBERS):
            return Value("bool", shape=(), constant=False)
        if given is None:
            return _BOOL
        return Value("bool", shape=(), constant=issubclass(given, classes))
    except TypeError:
        return _BOOL


def has_attribute(owner: Value, name: Value) -> Value:
    """`hasattr(np, "trapezoid")`: a library's names stay what they are, those of others may not."""
    if owner.kind == "module" and from_library(owner.constant) and isinstance(name.constant, str):
        return Value("bool", shape=(), constant=hasattr(owner.constant, name.constant))
    return _BOOL


def from_library(module: types.ModuleType) -> bool:
    """Whether it is one of the modules whose names nobody assigns."""
    return module.__name__.split(".")[0] in _LIBRARIES or module is np


_LIBRARIES = ("numpy", "math", "cmath", "scipy", "operator", "builtins")

# What a value may be of which it is known only that it is a number or an array.
_NUMBERS = (bool, int, float, complex, np.bool_, np.int64, np.float64, np.complex128, np.ndarray)

_FIXED: dict[Any, Value] = {
    builtins.print: NONE,
    str: _STR,
    repr: _STR,
    format: _STR,
    chr: _STR,
    any: _BOOL,
    all: _BOOL,
    callable: _BOOL,
    hasattr: _BOOL,
    float: Value("float", shape=()),
    complex: Value("complex", shape=()),
    bool: _BOOL,
    ord: integer(None),
    operator.not_: _BOOL,
    operator.is_: _BOOL,
    operator.is_not: _BOOL,
    operator.contains: _BOOL,
    operator.truth: _BOOL,
    operator.index: integer(None),
}


def builtin(
    function: Any, arguments: list[Value], world: Assumptions, add: Callable[[Value, Value], Value]
) -> Value | None:
    """The result of a builtin or of an operator on containers; None where it is something else."""
    if function is len and arguments:
        return length(arguments[0], world)
    if function is range:
        return counted(arguments)
    if function is sum and arguments:
        return total(arguments, world, add)
    if function in (min, max):
        return extreme(arguments)
    if function in (list, tuple):
        return remade(function.__name__, arguments)
    if function is isinstance and len(arguments) == 2:
        return instance(arguments)
    if function is hasattr and len(arguments) == 2:
        return has_attribute(*arguments)
    if function is int:
        first = arguments[0] if arguments else integer(Dim())
        return integer(integer_as_dim(first))
    if function is slice:
        bounds = [NONE, *arguments] if len(arguments) == 1 else list(arguments)
        return Value("slice", items=(*bounds, *[NONE] * (3 - len(bounds))))
    if function in _FIXED:
        return _FIXED[function]
    if len(arguments) == 2:
        return _operator(function, *arguments)
    return None


def _operator(function: Any, a: Value, b: Value) -> Value | None:
    kinds = {a.kind, b.kind}
    if function in (operator.add, operator.iadd, operator.concat) and kinds & {*SEQUENCES}:
        return joined(a, b) if kinds <= {*SEQUENCES} else None
    if function in (operator.mul, operator.imul) and kinds & {*SEQUENCES} and "int" in kinds:
        return repeated(a, b) if a.kind in SEQUENCES else repeated(b, a)
    if function in (operator.add, operator.mul, operator.mod) and "str" in kinds:
        return _STR
    if function in _COMPARISONS and (kinds & {"str", "none", *SEQUENCES, "dict", "function"}):
        return _BOOL if "array" not in kinds and "tensor" not in kinds else None
    return None


_COMPARISONS = frozenset(
    (operator.eq, operator.ne, operator.lt, operator.le, operator.gt, operator.ge)
)
