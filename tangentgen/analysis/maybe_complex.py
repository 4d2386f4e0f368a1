"""Calls whose result may be complex although nothing complex is given to them."""

from __future__ import annotations

from typing import Any

import numpy as np

from tangentgen.analysis.values import UNKNOWN, Value

# Their results are complex where the data has it so.
_BY_DATA: set[Any] = {
    *(np.linalg.eig, np.linalg.eigvals, np.roots, np.poly),
    *(np.polynomial.polynomial.polyroots, np.polynomial.chebyshev.chebroots),
    *(np.polynomial.legendre.legroots, np.polynomial.hermite.hermroots),
    *(np.polynomial.hermite_e.hermeroots, np.polynomial.laguerre.lagroots),
}
_BY_DATA_OF_SCIPY = {"sqrtm", "logm", "fractional_matrix_power"}
_SPECTRA = {
    *(np.fft.fft, np.fft.ifft, np.fft.fft2, np.fft.ifft2, np.fft.fftn, np.fft.ifftn),
    *(np.fft.rfft, np.fft.ihfft, np.fft.rfft2, np.fft.rfftn),
}
# where they take a dtype, if not by name
_DTYPE_AT: dict[Any, int] = {
    function: place
    for place, functions in {
        1: [np.zeros, np.ones, np.empty, np.array, np.asarray, np.asanyarray, np.frombuffer,
            np.zeros_like, np.ones_like, np.empty_like, np.astype, np.ndarray.astype,
            np.ndarray.view],
        2: [np.full, np.full_like, np.sum, np.prod, np.mean, np.cumsum, np.cumprod],
    }.items()
    for function in functions
}  # fmt: skip


def by_data(function: Any) -> bool:
    """Whether the data decides if its result is complex, not only the dtypes.

    >>> by_data(np.roots), by_data(np.exp)
    (True, False)
    """
    module = getattr(function, "__module__", None) or ""
    named = module.startswith("scipy.linalg") and function.__name__ in _BY_DATA_OF_SCIPY
    return function in _BY_DATA or named


def unseen(function: Any, arguments: list[Value], keywords: dict[str, Value]) -> bool:
    """Whether a result of which nothing is known may be complex, its arguments being real.

    >>> unseen(np.zeros, [Value("int")], {"dtype": Value("any")})
    True
    >>> unseen(np.zeros, [Value("int")], {"dtype": Value("function", constant=float)})
    False
    """
    if function in _SPECTRA:
        return True
    given = keywords.get("dtype")
    place = _DTYPE_AT.get(function)
    if given is None and place is not None and place < len(arguments):
        given = arguments[place]
    return given is not None and given.constant is UNKNOWN and given.kind != "none"
