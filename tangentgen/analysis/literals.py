"""Literals computed from literals."""

from __future__ import annotations

import math
import operator
from typing import Any

from tangentgen.analysis.integers import integer
from tangentgen.analysis.shapes import constant_of
from tangentgen.analysis.values import ANY, NONE, Dim, Value

_FOLDED = frozenset(
    [
        *(getattr(operator, n) for n in dir(operator) if not n.startswith(("_", "i"))),
        *(operator.is_, operator.is_not, operator.invert, operator.index),
        *(abs, min, max, int, float, bool, len, round, sum, pow, str, complex, divmod, math.sqrt),
    ]
)
_SIMPLE = (bool, int, float, complex, str, type(None))


def folded_literal(
    function: Any, arguments: list[Value], keywords: dict[str, Value]
) -> Value | None:
    """The literal that a function of small literals is."""
    if keywords or not arguments or not hashable(function) or function not in _FOLDED:
        return None
    constants = [constant_of(value) for value in arguments]
    for constant in constants:
        parts = constant if isinstance(constant, tuple) else (constant,)
        if not all(isinstance(p, _SIMPLE) and type(p) in _SIMPLE for p in parts):
            return None
    if function in (operator.pow, pow, operator.lshift) and not _small(constants):
        return None
    if function is operator.mul and any(isinstance(c, str | tuple) for c in constants):
        return None
    try:
        value = function(*constants)
    except Exception:  # what the primal would raise is not a value
        return ANY
    return literal(value)


def _small(constants: list[Any]) -> bool:
    return all(not isinstance(c, int) or abs(c) <= 64 for c in constants[1:]) and all(
        not isinstance(c, int) or abs(c) < 2**31 for c in constants
    )


def literal(value: Any) -> Value | None:
    """The abstract value of a literal; None of what is kept as no constant."""
    if value is None:
        return NONE
    if type(value) is tuple:
        items = [literal(item) for item in value]
        if any(item is None for item in items):
            return None
        return Value(
            "tuple", items=tuple(i for i in items if i), constant=value, length=Dim(len(items))
        )
    if type(value) is int:
        return integer(Dim(value)) if abs(value) < 2**63 else integer(None)
    if type(value) in (bool, float, complex):
        return Value(type(value).__name__, shape=(), constant=value)  # type: ignore[arg-type]  # names of three types
    return Value("str", constant=value) if type(value) is str and len(value) < 1000 else None


def hashable(function: Any) -> bool:
    try:
        hash(function)
    except TypeError:
        return False
    return True
