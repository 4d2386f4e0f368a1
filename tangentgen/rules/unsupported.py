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
    "evaluate along one variable, then along the other": """
        polynomial.polynomial.polygrid2d polynomial.polynomial.polygrid3d
        polynomial.polynomial.polyval2d polynomial.polynomial.polyval3d
        polynomial.chebyshev.chebgrid2d polynomial.chebyshev.chebgrid3d
        polynomial.chebyshev.chebval2d polynomial.chebyshev.chebval3d
        polynomial.legendre.leggrid2d polynomial.legendre.leggrid3d polynomial.legendre.legval2d
        polynomial.legendre.legval3d polynomial.hermite.hermgrid2d polynomial.hermite.hermgrid3d
        polynomial.hermite.hermval2d polynomial.hermite.hermval3d
        polynomial.hermite_e.hermegrid2d polynomial.hermite_e.hermegrid3d
        polynomial.hermite_e.hermeval2d polynomial.hermite_e.hermeval3d
        polynomial.laguerre.laggrid2d polynomial.laguerre.laggrid3d polynomial.laguerre.lagval2d
        polynomial.laguerre.lagval3d
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
