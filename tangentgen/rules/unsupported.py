"""Public functions of NumPy and `math` that have no rule, each with the way round it.

They may be called on constants. What is active is refused, with the hint.
"""

from __future__ import annotations

HINTS: dict[str, tuple[str, ...]] = {
    "use np.add, np.concatenate and slices": ("block", "bmat", "insert", "broadcast_arrays"),
    "write a loop": (
        *("apply_along_axis", "apply_over_axes", "piecewise", "fromfunction", "frompyfunc"),
        *("nested_iters", "fromiter"),
    ),
    "use np.where or np.select": ("choose", "trim_zeros", "unwrap"),
    "use indices: x[mask]": ("partition", "resize", "sort_complex"),
    "the values that are left depend on which are equal; compute them outside": (
        *("unique", "unique_all", "unique_counts", "unique_inverse", "unique_values"),
        *("intersect1d", "setdiff1d", "setxor1d", "union1d"),
    ),
    "counts are constant; compute them outside": (
        *("histogram", "histogram2d", "histogramdd", "histogram_bin_edges"),
    ),
    "assign to a subscript: x[index] = value": (
        *("copyto", "fill_diagonal", "place", "put", "put_along_axis", "putmask"),
    ),
    "use np.stack and indices": ("unstack", "row_stack"),
    "use np.asarray": ("asmatrix", "require", "from_dlpack", "frombuffer"),
    "use x.astype": ("astype",),
    "use np.moveaxis": ("rollaxis",),
    "use np.cumprod": ("cumulative_prod",),
    "use x // y and x % y": ("divmod", "modf", "frexp"),
    "use np.exp of np.linspace": ("geomspace", "logspace"),
    "use np.convolve with v[::-1]": ("correlate",),
    "use np.cov": ("corrcoef",),
    "use np.where(np.isnan(x), ...)": (
        *("nancumprod", "nancumsum", "nanmedian", "nanpercentile", "nanprod", "nanquantile"),
        *("nanstd", "nanvar"),
    ),
    "use np.quantile": ("percentile",),
    "its derivative is a Bessel function that NumPy does not have": ("i0", "kaiser"),
    "write the polynomial out, or use np.polyval and np.linalg.solve": (
        *("poly", "polyadd", "polyder", "polydiv", "polyfit", "polyint", "polymul", "polysub"),
        *("roots",),
    ),
    "use np.linalg.eigh of a symmetric matrix": ("linalg.eig", "linalg.eigvals"),
    "use np.linalg.svdvals": ("linalg.cond",),
    "use np.linalg.cholesky of x.T @ x": ("linalg.qr",),
    "use np.linalg.solve": ("linalg.lstsq", "linalg.tensorinv", "linalg.tensorsolve"),
    "use np.linalg.norm": ("linalg.matrix_norm",),
    "it is an integer; compute it outside": ("linalg.matrix_rank", "min_scalar_type"),
    "use np.fft.fft and np.fft.ifft": (
        *("fft.hfft", "fft.ihfft", "fft.irfft", "fft.irfft2", "fft.irfftn", "fft.rfft2"),
        *("fft.rfftn",),
    ),
    "it is about how numbers are stored": ("nextafter", "spacing", "math.frexp", "math.modf"),
    "it has no array of floats in it": (
        *("array2string", "array_repr", "array_str", "base_repr", "binary_repr", "busday_count"),
        *("busday_offset", "datetime_as_string", "datetime_data", "einsum_path", "fromfile"),
        *("format_float_positional", "format_float_scientific", "fromregex", "fromstring"),
        *("genfromtxt", "get_include", "get_printoptions", "getbufsize", "geterr", "geterrcall"),
        *("info", "is_busday", "load", "loadtxt", "mintypecode", "printoptions", "save"),
        *("savetxt", "savez", "savez_compressed", "set_printoptions", "setbufsize", "seterr"),
        *("seterrcall", "show_config", "show_runtime", "test", "typename"),
    ),
}
UNSUPPORTED: dict[str, str] = {
    name if name.startswith("math.") else f"numpy.{name}": hint
    for hint, names in HINTS.items()
    for name in names
}
