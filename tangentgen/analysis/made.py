"""Shapes of arrays made from lengths, or from other arrays."""

from __future__ import annotations

import numpy as np

from tangentgen.analysis.integers import integer_as_dim, lengths
from tangentgen.analysis.shapes import Given, shaped
from tangentgen.analysis.values import UNKNOWN, Dim, Shape


@shaped("shape dtype order", np.zeros, np.ones, np.empty)
@shaped("shape fill_value dtype order", np.full)
def of_shape(given: Given) -> Shape | None:
    return lengths(given["shape"])


@shaped("a dtype order subok shape", np.zeros_like, np.ones_like, np.empty_like)
@shaped("a fill_value dtype order subok shape", np.full_like)
def like(given: Given) -> Shape | None:
    return lengths(given["shape"]) if given["shape"].kind != "none" else given.shape("a")


@shaped("a dtype", np.array, np.asarray, np.ascontiguousarray, np.asfortranarray, np.asanyarray)
@shaped("a dtype", np.astype, np.ndarray.astype)
@shaped("a", np.copy, np.ndarray.copy, np.real, np.imag, np.real_if_close, np.nan_to_num)
@shaped("a decimals out", np.round, np.around)
@shaped("a dtype order", np.require, np.asarray_chkfinite)
@shaped("a deg", np.angle)
@shaped("a", np.sinc, np.i0, np.fix, np.iscomplex, np.isreal, np.isposinf, np.isneginf, np.unwrap)
def same(given: Given) -> Shape | None:
    if "ndmin" in given or (given.function is np.ascontiguousarray and not given.shape("a")):
        return None
    return given.shape("a")


@shaped("n m k dtype", np.eye)
def eye(given: Given) -> Shape | None:
    rows = integer_as_dim(given["n" if "n" in given else "N"])
    columns = given["m" if "m" in given else "M"]
    return (rows, rows if columns.kind == "none" else integer_as_dim(columns))


@shaped("n dtype", np.identity)
def identity(given: Given) -> Shape | None:
    rows = integer_as_dim(given["n"])
    return (rows, rows)


@shaped("start stop step dtype", np.arange)
def arange(given: Given) -> Shape | None:
    first = given["start"]
    if given["stop"].kind == "none":
        return (integer_as_dim(first),)
    if given.constant("step", 1) not in (1, None):
        return (None,)
    start, stop = integer_as_dim(first), integer_as_dim(given["stop"])
    return (None if start is None or stop is None else stop - start,)


@shaped("start stop num endpoint retstep dtype axis", np.linspace)
@shaped("start stop num endpoint base dtype axis", np.logspace)
@shaped("start stop num endpoint dtype axis", np.geomspace)
def spaced(given: Given) -> Shape | None:
    ends = (given.shape("start"), given.shape("stop"))
    if ends != ((), ()) or given.constant("retstep", False) is not False:
        return None
    count = integer_as_dim(given["num"]) if "num" in given else Dim(50)
    return (count,) if given.constant("axis", 0) is not UNKNOWN else None
