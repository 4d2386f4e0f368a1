"""Modules of functions that record what NumPy's functions of the same names are called with.

A primal that was written for another differentiator computes the same with NumPy's own.
"""

from __future__ import annotations

import sys
import types
from typing import Any

_RECORDING = "autograd."


def unwrapped_module(module: types.ModuleType) -> types.ModuleType:
    """NumPy's or SciPy's module behind one that records; any other module itself.

    >>> unwrapped_module(types) is types
    True
    """
    name = module.__name__
    if not name.startswith(_RECORDING):
        return module
    head, _, inside = name.removeprefix(_RECORDING).partition(".")
    if head not in ("numpy", "scipy"):
        return module
    found = sys.modules.get(f"{head}.{inside}" if inside else head)
    return found if found is not None else module


def unwrapped_function(live: Any) -> Any:
    """NumPy's function behind one that records; anything else itself."""
    said = vars(live) if isinstance(live, types.FunctionType) else {}
    return said["fun"] if said.keys() >= {"fun", "_is_autograd_primitive"} else live
