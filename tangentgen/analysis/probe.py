"""What kind of thing a function returns, found by calling it on tiny data of the same kinds.

NumPy's own code is the only complete description of NumPy: the dtypes it promotes to, the
ranks it keeps, whether it answers with a scalar or an array. So the real function is called,
once for each combination of kinds, on small arrays made for it.
"""

from __future__ import annotations

import itertools
import warnings
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tangentgen.analysis.harmless import is_harmless
from tangentgen.analysis.join import join_all
from tangentgen.analysis.prototypes import MOST, NoPrototype, Sizes, prototypes
from tangentgen.analysis.values import ANY, NONE, Dim, Value

_DTYPES = ("f8", "f4", "c16", "i8", "b1")


def sizes_of(dim: Dim | None) -> int:
    """One length for every axis, which suits products, broadcasting and solvers alike."""
    return 2


def seen(result: Any) -> Value:
    """The abstract value of a concrete result, its shape in numbers, no constant kept."""
    if result is None:
        return NONE
    if isinstance(result, bool | int | float | complex) and type(result).__module__ == "builtins":
        return Value(type(result).__name__, shape=())  # type: ignore[arg-type]  # the names of four types
    if isinstance(result, str):
        return Value("str")
    if isinstance(result, np.generic | np.ndarray):
        if type(result) is not np.ndarray and isinstance(result, np.ndarray):
            return ANY
        if result.dtype.kind not in "fciub":
            return ANY
        kind = "array" if isinstance(result, np.ndarray) else "scalar"
        shape = tuple(Dim(n) for n in result.shape)
        return Value(kind, dtype=result.dtype.str[1:], shape=shape)  # type: ignore[arg-type]  # one of two literals
    if isinstance(result, tuple | list):
        items = tuple(seen(item) for item in result)
        kind = "tuple" if isinstance(result, tuple) else "list"
        named = type(result) if type(result) not in (tuple, list) else None
        keys = tuple(getattr(type(result), "_fields", ()))
        return Value(kind, items=items, keys=keys, cls=named, length=Dim(len(items)))  # type: ignore[arg-type]  # one of two literals
    return ANY


def observed(
    function: Any, arguments: list[Value], keywords: Mapping[str, Value], sizes: Sizes
) -> Value | None:
    """The join of what the function returns for every combination; None where it cannot be called.

    >>> seen(np.exp(1.0)).kind
    'scalar'
    """
    if not is_harmless(function):
        return None
    values = [*arguments, *keywords.values()]
    results: list[Value] = []
    # Ranks and kinds are varied at one dtype, then dtypes; the product of both is too much.
    for dtypes in (_DTYPES[:1], _DTYPES) if any(map(_open_dtype, values)) else (_DTYPES[:1],):
        try:
            choices = [list(prototypes(value, sizes, dtypes)) for value in values]
        except NoPrototype:
            return None
        combinations = list(itertools.islice(itertools.product(*choices), MOST + 1))
        if len(combinations) > MOST:
            if not results:
                return None
            results.append(results[0].but(dtype=None))
            continue
        for combination in combinations:
            result = _call(function, combination[: len(arguments)], keywords, combination)
            if result is _NO_SUCH_AXIS:
                first = [0 if _symbolic(v) else c for v, c in zip(values, combination, strict=True)]
                result = _call(function, first[: len(arguments)], keywords, first)
            if result is not None and result is not _NO_SUCH_AXIS and result not in results:
                results.append(result)
    return join_all(results)


_NO_SUCH_AXIS = Value("any", constant="no such axis")


def _symbolic(value: Value) -> bool:
    """Whether an integer is tried as a size, though it may be the number of an axis."""
    return value.kind == "int" and value.length is not None and bool(value.length.terms)


def _open_dtype(value: Value) -> bool:
    if value.kind in ("array", "scalar", "number", "tensor"):
        return value.dtype is None
    parts = (*(value.items or ()), *((value.element,) if value.element else ()))
    return any(_open_dtype(part) for part in parts)


def _call(
    function: Any, arguments: Sequence[Any], keywords: Mapping[str, Any], all_values: Sequence[Any]
) -> Value | None:
    named = dict(zip(keywords, all_values[len(arguments) :], strict=True))
    try:
        with np.errstate(all="ignore"), warnings.catch_warnings():
            warnings.simplefilter("ignore")
            result = function(*arguments, **named)
            return ANY if result is NotImplemented else seen(result)
    except np.exceptions.AxisError:
        return _NO_SUCH_AXIS
    except Exception:  # whatever the function does not take is not its result
        return None


def kinds_only(value: Value) -> Value:
    """The value with its lengths forgotten, its rank kept."""
    if not value.shape and value.items is None:
        return value
    shape = value.shape and (None,) * len(value.shape)
    items = value.items and tuple(kinds_only(item) for item in value.items)
    return value.but(shape=shape, items=items)
