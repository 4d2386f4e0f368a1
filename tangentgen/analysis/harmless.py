"""Which functions may be called while deriving: those that only compute."""

from __future__ import annotations

import cmath
import math
import operator
import statistics
from functools import cache
from typing import Any

import numpy as np

from tangentgen.rules import library

PASSED = (bool, float, complex, str, bytes, tuple, type(None), type(Ellipsis), np.dtype, np.generic)

_NUMPY_NO = """
    apply_along_axis apply_over_axes array_repr array_str array2string asmatrix bmat
    broadcast busday_count busday_offset busdaycalendar chararray copyto errstate
    fill_diagonal finfo flatiter format_float_positional format_float_scientific from_dlpack
    frombuffer fromfile fromfunction fromiter frompyfunc fromregex fromstring genfromtxt
    get_include get_printoptions getbufsize geterr geterrcall iinfo info is_busday isdtype
    histogramdd load loadtxt matrix may_share_memory memmap ndenumerate ndindex nditer nested_iters
    piecewise place poly1d printoptions put put_along_axis putmask recarray record require
    save savetxt savez savez_compressed set_printoptions setbufsize seterr seterrcall
    shares_memory show_config show_runtime test typename vectorize
"""
SERIES = tuple(
    getattr(np.polynomial, name)
    for name in ("polynomial", "chebyshev", "legendre", "hermite", "hermite_e", "laguerre")
)
_METHODS_NO = ("dump", "dumps", "tofile", "setflags", "resize", "byteswap", "view")
_BUILTINS = frozenset(
    (abs, round, divmod, pow, bool, int, float, complex, min, max, sum, len, sorted, any, all)
)


def members(module: Any, names: str) -> frozenset[Any]:
    """Those of the names that this version of a module has.

    >>> members(math, "sqrt nosuch") == {math.sqrt}
    True
    """
    return frozenset(getattr(module, name) for name in names.split() if hasattr(module, name))


@cache
def _table() -> frozenset[Any]:
    found: set[Any] = set(_BUILTINS)
    refused = set(_NUMPY_NO.split())
    for name in np.__all__:
        function = getattr(np, name, None)
        if callable(function) and name not in refused:
            found.add(function)
    for module in (np.linalg, np.fft, math, cmath, operator, statistics, *SERIES):
        for name in dir(module):
            function = getattr(module, name)
            if callable(function) and not name.startswith("_") and not isinstance(function, type):
                found.add(function)
    for name in dir(np.ndarray):
        if not name.startswith("_") and name not in _METHODS_NO:
            found.add(getattr(np.ndarray, name))
    return frozenset(found) - members(operator, "call methodcaller")


def is_harmless(function: Any) -> bool:
    """Whether it computes its result from its arguments and does nothing else.

    >>> is_harmless(np.exp), is_harmless(np.save), is_harmless(print)
    (True, False, False)
    """
    if isinstance(function, np.ufunc):
        return True
    if isinstance(function, type):
        return issubclass(function, np.generic) or function in _BUILTINS
    owner = getattr(function, "__self__", None)
    if isinstance(owner, np.ufunc):
        return function.__name__ in ("reduce", "accumulate", "outer", "reduceat")
    if (getattr(function, "__module__", None) or "").startswith("scipy."):
        return library.find(function) is not None
    try:
        return function in _table()
    except TypeError:  # not hashable
        return False
