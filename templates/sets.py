"""Set routines: the values that are left. Equal entries share, as in `sort`."""

from __future__ import annotations

from collections.abc import Set

import numpy as np

from tangentgen.rules.samples import full_grids, paired, tied
from tangentgen.rules.shared import at_places, into_values, places_among
from tangentgen.rules.words import Array, adjoint, tangent


@adjoint(np.unique, ar=tied)
@adjoint(np.unique, ar=full_grids, return_index=[False, True], return_counts=[False, True])
def unique(
    ar: Array,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: int | None = None,
    *,
    ans: Array,
    ans_bar: Array,
) -> Array:
    """Each value is the mean of the entries that are equal to it."""
    if axis is not None or np.iscomplexobj(ar):
        raise NotImplementedError("np.unique along an axis, or of complex numbers")
    several = return_index or return_inverse or return_counts
    values, seed = (ans[0], ans_bar[0]) if several else (ans, ans_bar)
    places, found = places_among(values, ar)
    counts = into_values(found, places, found, np.size(values))
    ar_bar = at_places(seed / counts, places, found)
    return ar_bar


@tangent(np.unique)
def unique_tangent(
    ar: Array,
    return_index: bool = False,
    return_inverse: bool = False,
    return_counts: bool = False,
    axis: int | None = None,
    *,
    ans: Array,
    ar_dot: Array,
) -> Array:
    """Each value is the mean of the entries that are equal to it."""
    if axis is not None or np.iscomplexobj(ar):
        raise NotImplementedError("np.unique along an axis, or of complex numbers")
    several = return_index or return_inverse or return_counts
    values = ans[0] if several else ans
    places, found = places_among(values, ar)
    counts = into_values(found, places, found, np.size(values))
    values_dot = into_values(ar_dot, places, found, np.size(values)) / counts
    return (values_dot, *[np.zeros_like(x) for x in ans[1:]]) if several else values_dot


@adjoint(np.unique_values, x=tied)
@adjoint(np.unique_values, x=full_grids)
def unique_values(x: Array, *, ans: Array, ans_bar: Array) -> Array:
    """Each value is the mean of the entries that are equal to it."""
    if np.iscomplexobj(x):
        raise NotImplementedError("np.unique_values of complex numbers")
    order = np.argsort(ans)
    places, found = places_among(ans[order], x)
    counts = into_values(found, places, found, np.size(ans))
    x_bar = at_places(ans_bar[order] / counts, places, found)
    return x_bar


@tangent(np.unique_values)
def unique_values_tangent(x: Array, *, ans: Array, x_dot: Array) -> Array:
    """Each value is the mean of the entries that are equal to it."""
    if np.iscomplexobj(x):
        raise NotImplementedError("np.unique_values of complex numbers")
    order = np.argsort(ans)
    places, found = places_among(ans[order], x)
    counts = into_values(found, places, found, np.size(ans))
    return (into_values(x_dot, places, found, np.size(ans)) / counts)[np.argsort(order)]


@adjoint(np.unique_counts, np.unique_inverse, np.unique_all, x=tied)
@adjoint(np.unique_counts, np.unique_inverse, np.unique_all, x=full_grids)
def unique_counts(
    x: Array, *, read: Set[int], ans: tuple[Array, ...], ans_bar: tuple[Array, ...]
) -> Array:
    """Each value is the mean of the entries that are equal to it; the rest is integer."""
    if np.iscomplexobj(x):
        raise NotImplementedError("unique values of complex numbers")
    order = np.argsort(ans[0])
    places, found = places_among(ans[0][order], x)
    counts = into_values(found, places, found, np.size(ans[0]))
    seed = ans_bar[0] if 0 in read else np.zeros_like(ans[0])
    x_bar = at_places(seed[order] / counts, places, found)
    return x_bar


@tangent(np.unique_counts, np.unique_inverse, np.unique_all)
def unique_counts_tangent(x: Array, *, ans: tuple[Array, ...], x_dot: Array) -> tuple[Array, ...]:
    """Each value is the mean of the entries that are equal to it; the rest is integer."""
    if np.iscomplexobj(x):
        raise NotImplementedError("unique values of complex numbers")
    order = np.argsort(ans[0])
    places, found = places_among(ans[0][order], x)
    counts = into_values(found, places, found, np.size(ans[0]))
    means = into_values(x_dot, places, found, np.size(ans[0])) / counts
    return (means[np.argsort(order)], *[np.zeros_like(part) for part in ans[1:]])


one, another = paired(((3,), (4,)), ((2, 3), (2,)))


@adjoint(np.union1d, np.intersect1d, np.setxor1d, ar1=tied, ar2=tied)
@adjoint(np.union1d, np.intersect1d, np.setxor1d, ar1=one, ar2=another)
def union(ar1: Array, ar2: Array, *, ans: Array, ans_bar: Array) -> tuple[Array, Array]:
    """Each value is the mean of the entries of both that are equal to it."""
    if np.iscomplexobj(ar1):
        raise NotImplementedError("sets of complex numbers")
    places1, found1 = places_among(ans, ar1)
    places2, found2 = places_among(ans, ar2)
    counts = into_values(found1, places1, found1, np.size(ans))
    counts = counts + into_values(found2, places2, found2, np.size(ans))
    ar1_bar = at_places(ans_bar / counts, places1, found1)
    ar2_bar = at_places(ans_bar / counts, places2, found2)
    return ar1_bar, ar2_bar


@tangent(np.union1d, np.intersect1d, np.setxor1d)
def union_tangent(
    ar1: Array, ar2: Array, *, ans: Array, active: Set[str], ar1_dot: Array, ar2_dot: Array
) -> Array:
    """Each value is the mean of the entries of both that are equal to it."""
    if np.iscomplexobj(ar1):
        raise NotImplementedError("sets of complex numbers")
    places1, found1 = places_among(ans, ar1)
    places2, found2 = places_among(ans, ar2)
    counts = into_values(found1, places1, found1, np.size(ans))
    counts = counts + into_values(found2, places2, found2, np.size(ans))
    total = np.zeros_like(ans)
    if "ar1" in active:
        total = total + into_values(ar1_dot, places1, found1, np.size(ans))
    if "ar2" in active:
        total = total + into_values(ar2_dot, places2, found2, np.size(ans))
    return total / counts


@adjoint(np.setdiff1d, ar1=tied, ar2=[np.array([0.7])])
@adjoint(np.setdiff1d, ar1=one, ar2=[np.array([1.0, 2.0])])
def setdiff1d(ar1: Array, ar2: Array, *, ans: Array, ans_bar: Array) -> Array:
    """Each value is the mean of the entries of the first that are equal to it."""
    if np.iscomplexobj(ar1):
        raise NotImplementedError("sets of complex numbers")
    places, found = places_among(ans, ar1)
    counts = into_values(found, places, found, np.size(ans))
    ar1_bar = at_places(ans_bar / counts, places, found)
    return ar1_bar


@tangent(np.setdiff1d)
def setdiff1d_tangent(ar1: Array, ar2: Array, *, ans: Array, ar1_dot: Array) -> Array:
    """Each value is the mean of the entries of the first that are equal to it."""
    if np.iscomplexobj(ar1):
        raise NotImplementedError("sets of complex numbers")
    places, found = places_among(ans, ar1)
    counts = into_values(found, places, found, np.size(ans))
    return into_values(ar1_dot, places, found, np.size(ans)) / counts
