"""Values as the expressions that make them again."""

from __future__ import annotations

import enum
import functools
import math
import types
from collections.abc import Callable
from typing import Any

import numpy as np

from tangentgen.kinds import parts_of
from tangentgen.kinds.live import is_function

LARGEST = 20_000  # elements of an array that is written out

Refer = Callable[[object], str]  # the name under which a function, a class, a module is reached


class NoText(TypeError):
    """A value that no expression is known for: what it is."""


def expression(value: Any, refer: Refer) -> str:
    """The expression of a value.

    >>> expression({"w": [1.0, -math.inf], "n": (3,)}, repr)
    "{'w': [1.0, -np.inf], 'n': (3,)}"
    >>> expression(np.array([[1, 2]], np.int32), repr)
    "np.array([[1, 2]], dtype='i4')"
    """
    cls = type(value)
    if value is None or value is Ellipsis or cls in (bool, int, str, bytes):
        return repr(value)
    if cls in (float, complex):
        return _number(value)
    if cls is np.ndarray:
        return _array(value)
    if isinstance(value, np.generic) and value.dtype.kind in "biufc":
        return f"np.{value.dtype.name}({_number(value.item())})"
    if cls in (list, tuple, set, frozenset):
        items = ", ".join(expression(item, refer) for item in value)
        if cls is tuple:
            return f"({items}{',' * (len(value) == 1)})"
        return f"[{items}]" if cls is list else f"{cls.__name__}([{items}])"
    if cls is dict:
        pairs = (f"{expression(k, refer)}: {expression(v, refer)}" for k, v in value.items())
        return f"{{{', '.join(pairs)}}}"
    if cls in (range, slice):
        parts = (value.start, value.stop, value.step)
        return f"{cls.__name__}({', '.join(expression(part, refer) for part in parts)})"
    if cls is functools.partial:
        given = [expression(part, refer) for part in (value.func, *value.args)]
        given += [f"{name}={expression(part, refer)}" for name, part in value.keywords.items()]
        return f"{refer(cls)}({', '.join(given)})"
    if isinstance(value, np.vectorize):
        return _vectorized(value, refer)
    if is_function(value) and not isinstance(value, types.MethodType):
        name = getattr(value, "__name__", "")
        return f"np.{name}" if getattr(np, name, None) is value else refer(value)
    if isinstance(value, enum.Enum):
        return f"{refer(cls)}.{value.name}"
    if isinstance(value, np.dtype):
        return f"np.dtype({value.str!r})"
    return _object(value, refer)


def _number(value: Any) -> str:
    if isinstance(value, complex):
        return f"complex({_number(value.real)}, {_number(value.imag)})"
    if isinstance(value, float) and not math.isfinite(value):
        return "np.nan" if math.isnan(value) else f"{'-' * (value < 0)}np.inf"
    return repr(value)


def _array(value: np.ndarray) -> str:
    if value.dtype.kind not in "biufc":
        raise NoText(f"an array of {value.dtype}")
    if value.size > LARGEST:
        raise NoText(f"an array of {value.size} numbers")
    if value.size == 0:
        return f"np.zeros({value.shape}, dtype={value.dtype.str[1:]!r})"

    def nested(part: Any) -> str:
        if isinstance(part, list):
            return f"[{', '.join(map(nested, part))}]"
        return _number(part)

    order = ", order='F'" if value.flags.fnc else ""
    letters = value.dtype.str[1:]
    dtype = "" if letters in ("f8", "c16", "b1") else f", dtype={letters!r}"
    return f"np.array({nested(value.tolist())}{dtype}{order})"


def _object(value: Any, refer: Refer) -> str:
    cls, parts = type(value), parts_of(value)
    if parts is None:
        raise NoText(f"an object of class {cls.__module__}:{cls.__qualname__}")
    if isinstance(value, tuple):
        return f"{refer(cls)}({', '.join(expression(v, refer) for v in parts.values())})"
    fields = ", ".join(f"{name!r}: {expression(v, refer)}" for name, v in parts.items())
    return f"remade({refer(cls)}, {{{fields}}})"


def _vectorized(value: np.vectorize, refer: Refer) -> str:
    """A function of elements, with what it was told beside the function."""
    told = {
        "otypes": value.otypes,
        "excluded": value.excluded or None,
        "cache": value.cache or None,
        "signature": value.signature,
    }
    given = [expression(value.pyfunc, refer)]
    given += [f"{name}={expression(v, refer)}" for name, v in told.items() if v is not None]
    return f"np.vectorize({', '.join(given)})"


REMADE = '''def remade(cls, state):
    """An object with these attributes, without a call of its `__init__`."""
    made = object.__new__(cls)
    for name, value in state.items():
        object.__setattr__(made, name, value)
    return made
'''
