"""Public functions of NumPy and of Python's modules that have no rule, each with the way round it.

They may be called on constants. What is active is refused, with the hint.
"""

from __future__ import annotations

from tangentgen.rules.unsupported_scipy import UNSUPPORTED_OF_SCIPY

HINTS = {
    "use np.add, np.concatenate and slices": "bmat",
    "write a loop": """
        frompyfunc nested_iters
    """,
    "use np.asarray": "asmatrix from_dlpack frombuffer",
    "it is an integer; compute it outside": "linalg.matrix_rank min_scalar_type",
    "it is about how numbers are stored": "math.frexp math.modf",
    "it has no array of floats in it": """
        array2string array_repr array_str base_repr binary_repr busday_count busday_offset
        datetime_as_string datetime_data einsum_path fromfile format_float_positional
        format_float_scientific fromregex fromstring genfromtxt get_include get_printoptions
        getbufsize geterr geterrcall info is_busday load loadtxt mintypecode printoptions save
        savetxt savez savez_compressed set_printoptions setbufsize seterr seterrcall show_config
        show_runtime test typename
    """,
    "multiply the bases along each variable": """
        polynomial.polynomial.polyvander2d polynomial.polynomial.polyvander3d
        polynomial.chebyshev.chebvander2d polynomial.chebyshev.chebvander3d
        polynomial.legendre.legvander2d polynomial.legendre.legvander3d
        polynomial.hermite.hermvander2d polynomial.hermite.hermvander3d
        polynomial.hermite_e.hermevander2d polynomial.hermite_e.hermevander3d
        polynomial.laguerre.lagvander2d polynomial.laguerre.lagvander3d
    """,
    "sort, and take what is in the middle": """
        statistics.median statistics.median_grouped statistics.median_high statistics.median_low
        statistics.quantiles
    """,
    "use np.cov, np.corrcoef and np.polyfit": """
        statistics.correlation statistics.covariance statistics.linear_regression
    """,
    "use np.vstack": "row_stack",
}
PYTHON = ("math.", "cmath.", "operator.", "statistics.")
UNSUPPORTED: dict[str, str] = UNSUPPORTED_OF_SCIPY | {
    name if name.startswith(PYTHON) else f"numpy.{name}": hint
    for hint, names in HINTS.items()
    for name in names.split()
}
OTHERS = {
    "numpy.nditer": "go through x.flat, or np.ndindex(x.shape), or np.ndenumerate(x)",
    "numpy.lib.stride_tricks.as_strided": "use sliding_window_view, or indices",
    "numpy.ndarray.view": "write z.real and z.imag, or x[0::2] + 1j * x[1::2]",
}
"""Classes, methods, and what is not at the top of NumPy."""


def way_round(name: str) -> str | None:
    """What to write instead of a function, a class or a method that has no rule."""
    return UNSUPPORTED.get(name) or OTHERS.get(name)
