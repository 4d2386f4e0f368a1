"""NumPy's functions that call functions, in Python: derivatives go through these."""

from __future__ import annotations

from typing import Any

import numpy as np

from tangentgen.inside import GENERATED

globals()[GENERATED] = __name__  # their text is printed where they are called


def vectorized(function: Any, x: Any) -> Any:
    """`np.vectorize` of a function of one number."""
    found: list[Any] = []
    for item in np.ravel(x).tolist():
        found.append(function(item))
    if isinstance(found[0], int):
        raise TypeError("np.vectorize makes all results integers, as the first is: return floats")
    return np.reshape(np.array(found), np.shape(x))


def vectorized_two(function: Any, x: Any, y: Any) -> Any:
    """`np.vectorize` of a function of two numbers."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y))
    first = np.ravel(np.broadcast_to(x, shape)).tolist()
    second = np.ravel(np.broadcast_to(y, shape)).tolist()
    found: list[Any] = []
    for k in range(len(first)):
        found.append(function(first[k], second[k]))
    if isinstance(found[0], int):
        raise TypeError("np.vectorize makes all results integers, as the first is: return floats")
    return np.reshape(np.array(found), shape)


def vectorized_three(function: Any, x: Any, y: Any, z: Any) -> Any:
    """`np.vectorize` of a function of three numbers."""
    shape = np.broadcast_shapes(np.shape(x), np.shape(y), np.shape(z))
    first = np.ravel(np.broadcast_to(x, shape)).tolist()
    second = np.ravel(np.broadcast_to(y, shape)).tolist()
    third = np.ravel(np.broadcast_to(z, shape)).tolist()
    found: list[Any] = []
    for k in range(len(first)):
        found.append(function(first[k], second[k], third[k]))
    if isinstance(found[0], int):
        raise TypeError("np.vectorize makes all results integers, as the first is: return floats")
    return np.reshape(np.array(found), shape)


def along_axis(function: Any, axis: int, arr: Any, *rest: Any) -> Any:
    """`np.apply_along_axis`: what it is applied to are the rows along the axis."""
    rows = np.moveaxis(arr, axis, -1)
    outer = np.shape(rows)[:-1]
    flat = np.reshape(rows, (-1, np.shape(rows)[-1]))
    found: list[Any] = []
    for k in range(len(flat)):
        found.append(function(flat[k], *rest))
    results = np.array(found)
    count, start = np.ndim(results) - 1, axis % np.ndim(arr)
    shaped = np.reshape(results, outer + np.shape(results)[1:])
    to = tuple(range(start, start + count))
    return np.moveaxis(shaped, tuple(range(len(outer), len(outer) + count)), to)


def over_axis(function: Any, a: Any, axis: int) -> Any:
    """`np.apply_over_axes` for one axis, which is kept."""
    reduced = function(a, axis)
    return reduced if np.ndim(reduced) == np.ndim(a) else np.expand_dims(reduced, axis)


def piece(function: Any, y: Any, x: Any, condition: Any, *rest: Any) -> Any:
    """`np.piecewise` with one function more."""
    found = y.copy()
    if np.any(condition):
        found[condition] = function(np.asarray(x)[condition], *rest)
    return found


def constant_piece(y: Any, condition: Any, value: Any) -> Any:
    """`np.piecewise` with one number more."""
    found = y.copy()
    found[condition] = value
    return found
