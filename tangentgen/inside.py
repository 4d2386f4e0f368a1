"""Functions of ours that stand inside a primal. `known` has what stands in generated code beside.

Imported with the package, and so without NumPy: with `python -m` the current folder comes first
until the package is there, and a `numpy.py` in it would be taken for NumPy.
"""

from __future__ import annotations

import types
from collections.abc import Callable
from typing import Any


def stop_gradient(x: Any) -> Any:
    """The value of `x`, constant for every derivative; of an array, a copy."""
    return x.copy() if hasattr(x, "dtype") else x


def with_adjoint(h: Any, function: Callable[[Any], Any]) -> Any:
    """`h` itself; the reverse sweep goes on with what `function` makes of its adjoint."""
    return h


def checkpointed(iterable: Any, snapshots: int) -> Any:
    """`iterable` itself; the reverse sweep of a loop over it stores at most `snapshots` states."""
    return iterable


MAKERS: set[types.FunctionType] = set()  # `grad` and its like, which a primal may call too
GENERATED = "__tangentgen__"  # in the globals of a module that holds a derivative


def __getattr__(name: str) -> Any:
    if name == "unbroadcast":
        from tangentgen.known import unbroadcast

        return unbroadcast
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
