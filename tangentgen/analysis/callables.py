"""What is known of a callable before it is called: its home, and whether it only computes."""

from __future__ import annotations

import builtins
import itertools
import types
from typing import Any

import numpy as np

from tangentgen.inside import GENERATED
from tangentgen.rules import library

_LIBRARIES = (
    "numpy",
    "scipy",
    "math",
    "cmath",
    "operator",
    "random",
    "statistics",
    "builtins",
    "functools",
    "itertools",
)
_PURE_BUILTINS = frozenset(
    """
    abs all any bool callable complex dict divmod enumerate filter float getattr hasattr int
    isinstance len list map max min pow range repr reversed round set slice sorted str sum tuple
    type zip
    """.split()  # noqa: SIM905  # forty quoted words would be harder to read
)
_FILES = ("save", "load", "loadtxt", "savetxt", "fromfile")

# Functions and methods that change what they are given.
WRITERS = frozenset(
    ("copyto", "put", "put_along_axis", "place", "putmask", "fill_diagonal", "shuffle")
)
LIST_WRITES = frozenset(
    (
        *("append", "pop", "insert", "extend", "sort", "reverse", "remove", "clear"),
        *("update", "setdefault"),
    )
)
ARRAY_WRITES = frozenset(
    (
        *("sort", "fill", "partition", "put", "itemset", "resize", "setflags", "setfield"),
        "byteswap",
    )
)

LAZY: tuple[Any, ...] = (
    *(builtins.zip, builtins.enumerate, builtins.map, builtins.filter, builtins.iter),
    *(builtins.reversed, itertools.chain, itertools.islice, itertools.pairwise),
    *(itertools.accumulate, itertools.product, itertools.starmap, itertools.takewhile),
    *(itertools.dropwhile, itertools.zip_longest, itertools.cycle, itertools.groupby),
    *(itertools.filterfalse, itertools.compress, itertools.chain.from_iterable),
)
"""What makes an iterator of others."""


def unwrapped(target: Any) -> Any:
    """The function inside a transparent decorator (`lru_cache`, numba's `njit`)."""
    inner = getattr(target, "py_func", None) or (
        target.__wrapped__ if type(target).__name__ == "_lru_cache_wrapper" else None
    )
    return inner if isinstance(inner, types.FunctionType) else target


def is_library(function: types.FunctionType | type) -> bool:
    """Whether a function or a class is from a library whose functions have templates.

    The derivative of a library's function is not, though it says that it is from there.
    """
    if isinstance(function, types.FunctionType) and GENERATED in function.__globals__:
        return False
    return (function.__module__ or "").split(".")[0] in _LIBRARIES


def is_elementwise(function: object) -> bool:
    """Whether a function of NumPy works on each element by itself, and gives one result.

    >>> import numpy as np
    >>> is_elementwise(np.exp), is_elementwise(np.matmul), is_elementwise(np.modf)
    (True, False, False)
    """
    return isinstance(function, np.ufunc) and function.signature is None and function.nout == 1


def is_pure(target: Any) -> bool:
    """Whether a call is known to do nothing but give its value.

    >>> is_pure(np.exp), is_pure(sorted), is_pure(print), is_pure(np.random.normal)
    (True, True, False, False)
    """
    module = getattr(target, "__module__", None) or ""
    name = getattr(target, "__name__", "")
    if isinstance(target, np.ufunc):
        return True
    if module == "builtins" or getattr(builtins, name, None) is target:
        return name in _PURE_BUILTINS
    head = module.split(".")[0]
    if head in ("math", "cmath", "operator", "_operator", "statistics"):
        return True
    if head == "scipy":
        return library.find(target) is not None
    if head == "numpy":
        return "random" not in module and name not in _FILES
    return isinstance(target, type) and issubclass(target, np.generic)
