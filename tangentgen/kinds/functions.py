"""Functions by the names under which modules have them."""

from __future__ import annotations

import sys
import types
from typing import Any

import numpy as np

from tangentgen.kinds import unplaced

NAMED: tuple[type, ...] = (
    types.FunctionType,
    types.BuiltinFunctionType,
    np.ufunc,
    type(np.sum),
    type,
)


def path_of(function: object) -> str | None:
    """Where a function is found again: `pkg.mod:name`; None of one that has no such place.

    >>> import math
    >>> path_of(np.tanh), path_of(math.sin), path_of(lambda x: x)
    ('numpy:tanh', 'math:sin', None)
    """
    if not isinstance(function, NAMED):
        return None
    name = getattr(function, "__qualname__", None) or getattr(function, "__name__", "")
    home = getattr(function, "__module__", None)
    for module in (home, *_LIBRARIES):
        path = f"{module}:{name}"
        if module is not None and found_at(path) is function:
            return path
    return None


def found_at(path: str) -> Any:
    """What a module that is loaded has under a name, or a callable named by what it is made of.

    None where there is nothing.
    """
    if unplaced.is_unplaced(path):
        return unplaced.found(path)
    module, _, name = path.partition(":")
    found: Any = sys.modules.get(module)
    for part in name.split("."):
        found = getattr(found, part, None)
    return found


_LIBRARIES = ("numpy", "scipy.special")  # whose ufuncs do not say where they are
