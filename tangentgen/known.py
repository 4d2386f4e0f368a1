"""Functions of ours in generated code.

Output that uses one has it at its end, as text; read again, it is known by that text.
"""

from __future__ import annotations

import functools
import math
import types
from typing import Any

import numpy as np

from tangentgen.implicit import (
    fixed_point,
    flow_adjoint,
    flow_backwards,
    flow_tangent,
    integral_adjoint,
    root,
    solved_adjoint,
    solved_tangent,
)
from tangentgen.inside import GENERATED, checkpointed, stop_gradient, with_adjoint


def next_snapshot(start: int, stop: int, slots: int) -> int:
    """Where the next snapshot goes after the one at `start`, with `slots` for the steps to `stop`.

    Binomial checkpointing (Griewank and Walther, algorithm 799, 2000).
    """
    if slots < 2:
        return stop
    length, repeats, reach = stop - start, 0, 1
    if length <= slots:  # all that is left
        return start + 1
    while reach < length:
        repeats += 1
        reach = reach * (slots + repeats) // repeats
    right = reach * slots // (slots + repeats)
    left = math.comb(slots + repeats - 2, slots)
    return start + max(length - right, left, 1)


def unbroadcast(x_bar: Any, x: Any) -> Any:
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


def instance(cls: Any, **attributes: Any) -> Any:
    """An object of a class with these attributes, made without its `__init__`."""
    made = cls.__new__(cls)
    for name, value in attributes.items():
        object.__setattr__(made, name, value)
    return made


def zeros_of(x: Any) -> Any:
    """Zeros like `x`, whatever it is; None for what has no derivative."""
    if isinstance(x, (list, tuple)):
        parts = [zeros_of(part) for part in x]
        return type(x)(*parts) if hasattr(x, "_fields") else type(x)(parts)
    if isinstance(x, dict):
        return {key: zeros_of(part) for key, part in x.items()}
    if isinstance(x, np.ndarray):
        return np.zeros_like(x) if x.dtype.kind in "fc" else None
    return type(x)(0) if isinstance(x, (float, complex, np.inexact)) else None


def deep_copied(values: Any, deepcopy: Any) -> Any:
    """A deep copy, in which arrays share memory as they do in `values`."""
    found: dict[int, list[Any]] = {}
    seen: dict[int, Any] = {}
    todo = [values]
    while todo:
        x = todo.pop()
        if id(x) not in seen:
            seen[id(x)] = x
            if isinstance(x, np.ndarray):
                base = x
                while isinstance(base.base, np.ndarray):
                    base = base.base
                found.setdefault(id(base), [base]).append(x)
            elif isinstance(x, dict):
                todo.extend(x.values())
            elif isinstance(x, (list, tuple)):
                todo.extend(x)
            elif hasattr(x, "__dict__") and not isinstance(x, type):
                todo.extend(vars(x).values())
    memo = {}
    for base, *views in found.values():
        whole = base.transpose(np.argsort(base.strides)[::-1])
        if len(views) > 1 and whole.flags.c_contiguous and not base.dtype.hasobject:
            memory = whole.copy().ravel()
            memo[id(base)] = np.ndarray(base.shape, base.dtype, memory, 0, base.strides)
            start = base.__array_interface__["data"][0]
            for x in views:
                if x is not base and x.size:
                    at = x.__array_interface__["data"][0] - start
                    memo[id(x)] = np.ndarray(x.shape, x.dtype, memory, at, x.strides)
    return deepcopy(values, memo)


OURS: tuple[types.FunctionType, ...] = (
    *(stop_gradient, with_adjoint, checkpointed, next_snapshot, unbroadcast, instance),
    *(zeros_of, deep_copied),
    *(fixed_point, root, solved_adjoint, solved_tangent, integral_adjoint),
    *(flow_adjoint, flow_backwards, flow_tangent),
)  # type: ignore[assignment]  # each is a function
KNOWN = {f.__name__: f for f in OURS}


def is_generated(function: Any) -> bool:
    """Whether a function stands in a module of ours, which is printed again where it is needed."""
    if not isinstance(function, types.FunctionType):
        return False
    return GENERATED in function.__globals__ or KNOWN.get(function.__name__) is function


def canonical(function: Any) -> Any:
    """The function above that a printed copy stands for; anything else is itself."""
    if not isinstance(function, types.FunctionType) or GENERATED not in function.__globals__:
        return function
    known = KNOWN.get(function.__name__)
    return known if known is not None and _same(function.__code__, known.__code__) else function


@functools.lru_cache(maxsize=256)
def _same(one: types.CodeType, other: types.CodeType) -> bool:
    """Whether two codes do the same, wherever they stand."""
    shown = ("co_code", "co_names", "co_varnames")
    if any(getattr(one, part) != getattr(other, part) for part in shown):
        return False
    if len(one.co_consts) != len(other.co_consts):
        return False
    return all(map(_same_constant, one.co_consts, other.co_consts))


def _same_constant(one: object, other: object) -> bool:
    if isinstance(one, types.CodeType) and isinstance(other, types.CodeType):
        return _same(one, other)
    if isinstance(one, str) and isinstance(other, str):
        return one.split() == other.split() or "<locals>" in one
    return type(one) is type(other) and one == other
