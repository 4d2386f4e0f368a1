"""Joining arrays and splitting them. The adjoint of a list of arrays is the list of adjoints."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Any

import numpy as np

from tangentgen.rules.samples import listed, shaped, two_rows
from tangentgen.rules.shared import all_of_rank, every, in_order, sum_to_shape, surely, unblocked
from tangentgen.rules.words import Array, adjoint, linear, tangent

Arrays = Sequence[Array]


@adjoint(np.concatenate, arrays=shaped((2, 3)))
@adjoint(np.concatenate, arrays=shaped((2, 3, 2)), axis=[0, 1, -1, None])
@adjoint(np.concatenate, arrays=listed((2, 3), (2, 1)), axis=[1, -1])
@adjoint(np.concatenate, arrays=listed((2, 3), (2, 1), (2, 2)), axis=[1])
@adjoint(np.concatenate, arrays=listed((2, 3), (1, 3), (2, 3)), axis=[0, None, -2])
def concatenate(arrays: Arrays, axis: int | None = 0, *, ans_bar: Array) -> Arrays:
    """Each array gets the section it came to be."""
    if isinstance(arrays, np.ndarray) and (axis is None or axis == 0):
        arrays_bar = np.reshape(ans_bar, np.shape(arrays))
    elif isinstance(arrays, np.ndarray):
        arrays_bar = np.stack(np.split(ans_bar, len(arrays), axis=axis))
    elif axis is None:
        ends = np.cumsum([np.size(a) for a in arrays])
        parts = np.split(ans_bar, ends[:-1])
        arrays_bar = [np.reshape(parts[i], np.shape(arrays[i])) for i in range(len(arrays))]
    elif len(arrays) == 2 and axis == 0:
        arrays_bar = [ans_bar[: np.shape(arrays[0])[0]], ans_bar[np.shape(arrays[0])[0] :]]
    elif len(arrays) == 2:
        arrays_bar = np.split(ans_bar, [np.shape(arrays[0])[axis]], axis=axis)
    else:
        ends = np.cumsum([np.shape(a)[axis] for a in arrays[:-1]])
        arrays_bar = np.split(ans_bar, ends, axis=axis)
    return arrays_bar


@adjoint(np.stack, arrays=shaped((3,), (2, 3)))
@adjoint(np.stack, arrays=shaped((2, 3)), axis=[1, -1])
@adjoint(np.stack, arrays=listed((2, 3), (2, 3)), axis=[0, 1, -1])
def stack(arrays: Arrays, axis: int = 0, *, ans_bar: Array) -> Arrays:
    """Each array gets its slice."""
    if isinstance(arrays, np.ndarray):
        arrays_bar = ans_bar if axis == 0 else np.moveaxis(ans_bar, axis, 0)
    else:
        arrays_bar = list(ans_bar if axis == 0 else np.moveaxis(ans_bar, axis, 0))
    return arrays_bar


linear(np.concatenate, np.stack, in_="arrays")


@adjoint(np.vstack, tup=shaped((3,), (2, 3), (2, 3, 2)))
@adjoint(np.vstack, tup=listed((2, 3), (3,), (1, 3)))
def vstack(tup: Arrays, *, ans_bar: Array) -> Arrays:
    """Each array gets its rows; a vector is one row."""
    if isinstance(tup, np.ndarray):
        tup_bar = np.reshape(ans_bar, np.shape(tup))
    else:
        rows = [np.shape(a)[0] if np.ndim(a) > 1 else 1 for a in tup[:-1]]
        parts = np.split(ans_bar, np.cumsum(rows))
        tup_bar = [np.reshape(parts[i], np.shape(tup[i])) for i in range(len(tup))]
    return tup_bar


@adjoint(np.hstack, tup=shaped((3,), (2, 3), (2, 3, 2)))
@adjoint(np.hstack, tup=listed((2, 3), (2, 1)))
def hstack(tup: Arrays, *, ans_bar: Array) -> Arrays:
    """Each array gets its columns; of vectors, its section."""
    if isinstance(tup, np.ndarray) and np.ndim(tup) <= 2:
        tup_bar = np.reshape(ans_bar, np.shape(tup))
    elif isinstance(tup, np.ndarray):
        tup_bar = np.stack(np.split(ans_bar, len(tup), axis=1))
    else:
        axis = 0 if np.ndim(ans_bar) == 1 else 1
        widths = [np.shape(a)[axis] if np.ndim(a) > 0 else 1 for a in tup[:-1]]
        parts = np.split(ans_bar, np.cumsum(widths), axis=axis)
        tup_bar = [np.reshape(parts[i], np.shape(tup[i])) for i in range(len(tup))]
    return tup_bar


@adjoint(np.column_stack, tup=shaped((3,), (2, 3), (2, 3, 2)))
@adjoint(np.column_stack, tup=listed((2, 3), (2,), (2, 1)))
def column_stack(tup: Arrays, *, ans_bar: Array) -> Arrays:
    """Each array gets its columns; a vector is one column."""
    if isinstance(tup, np.ndarray) and np.ndim(tup) <= 2:
        tup_bar = np.reshape(np.transpose(ans_bar), np.shape(tup))
    elif isinstance(tup, np.ndarray):
        tup_bar = np.stack(np.split(ans_bar, len(tup), axis=1))
    else:
        widths = [np.shape(a)[1] if np.ndim(a) > 1 else 1 for a in tup[:-1]]
        parts = np.split(ans_bar, np.cumsum(widths), axis=1)
        tup_bar = [np.reshape(parts[i], np.shape(tup[i])) for i in range(len(tup))]
    return tup_bar


@adjoint(np.dstack, tup=shaped((3,), (2, 3), (2, 3, 2), (2, 3, 2, 2)))
@adjoint(np.dstack, tup=listed((2, 3), (2, 3, 2)))
def dstack(tup: Arrays, *, ans_bar: Array) -> Arrays:
    """Each array gets its layers; a matrix is one layer."""
    if isinstance(tup, np.ndarray) and np.ndim(tup) <= 3:
        tup_bar = np.reshape(np.moveaxis(ans_bar, 2, 0), np.shape(tup))
    elif isinstance(tup, np.ndarray):
        tup_bar = np.stack(np.split(ans_bar, len(tup), axis=2))
    else:
        depths = [np.shape(a)[2] if np.ndim(a) > 2 else 1 for a in tup[:-1]]
        parts = np.split(ans_bar, np.cumsum(depths), axis=2)
        tup_bar = [np.reshape(parts[i], np.shape(tup[i])) for i in range(len(tup))]
    return tup_bar


linear(np.vstack, np.hstack, np.dstack, np.column_stack, in_="tup")


@adjoint(np.split, ary=shaped((4, 2), (2, 4)), indices_or_sections=[2, [1]], axis=[0, 1])
def split(
    ary: Array,
    indices_or_sections: Array,
    axis: int = 0,
    *,
    literal: Set[str] = frozenset(),
    ans_bar: Arrays,
) -> Array:
    """The adjoints of the parts, joined."""
    if "indices_or_sections" in literal and not in_order(indices_or_sections):
        raise NotImplementedError("np.split into parts that overlap")
    ary_bar = np.concatenate(ans_bar, axis=axis)
    return ary_bar


@adjoint(np.array_split, ary=shaped((4, 2), (2, 5)), indices_or_sections=[2, 3], axis=[0, 1])
def array_split(
    ary: Array,
    indices_or_sections: Array,
    axis: int = 0,
    *,
    literal: Set[str] = frozenset(),
    ans_bar: Arrays,
) -> Array:
    """The adjoints of the parts, joined."""
    if "indices_or_sections" in literal and not in_order(indices_or_sections):
        raise NotImplementedError("np.array_split into parts that overlap")
    ary_bar = np.concatenate(ans_bar, axis=axis)
    return ary_bar


@adjoint(np.vsplit, ary=shaped((4, 2)), indices_or_sections=[2, [1]])
def vsplit(ary: Array, indices_or_sections: Array, *, ans_bar: Arrays) -> Array:
    """The adjoints of the parts, joined."""
    ary_bar = np.concatenate(ans_bar)
    return ary_bar


@adjoint(np.hsplit, ary=shaped((2, 4), (4,)), indices_or_sections=[2, [1]])
def hsplit(ary: Array, indices_or_sections: Array, *, ans_bar: Arrays) -> Array:
    """The adjoints of the parts, joined."""
    ary_bar = np.hstack(ans_bar)
    return ary_bar


@adjoint(np.dsplit, ary=shaped((2, 2, 4)), indices_or_sections=[2, [1]])
def dsplit(ary: Array, indices_or_sections: Array, *, ans_bar: Arrays) -> Array:
    """The adjoints of the parts, joined."""
    ary_bar = np.concatenate(ans_bar, axis=2)
    return ary_bar


linear(np.split, np.array_split, np.vsplit, np.hsplit, np.dsplit, in_="ary")


@adjoint(np.append, arr=shaped((2, 3)), values=shaped((2, 2)), axis=[1, -1])
@adjoint(np.append, arr=shaped((3,)), values=shaped((2,)), axis=[None, 0])
def append(
    arr: Array, values: Array, axis: int | None = None, *, ans_bar: Array
) -> tuple[Array, Array]:
    """Each of the two gets the section it came to be."""
    if axis is None:
        arr_bar = np.reshape(ans_bar[: np.size(arr)], np.shape(arr))
        values_bar = np.reshape(ans_bar[np.size(arr) :], np.shape(values))
    elif axis == 0:
        arr_bar = ans_bar[: np.shape(arr)[0]]
        values_bar = ans_bar[np.shape(arr)[0] :]
    else:
        arr_bar = np.split(ans_bar, [np.shape(arr)[axis]], axis=axis)[0]
        values_bar = np.split(ans_bar, [np.shape(arr)[axis]], axis=axis)[1]
    return arr_bar, values_bar


@tangent(np.append)
def append_tangent(
    arr: Array,
    values: Array,
    axis: int | None = None,
    *,
    active: Set[str],
    arr_dot: Array,
    values_dot: Array,
) -> Array:
    """The tangents joined, with zeros for what is constant."""
    first = arr_dot if "arr" in active else np.zeros_like(arr)
    second = values_dot if "values" in active else np.zeros_like(values)
    return np.append(first, second) if axis is None else np.append(first, second, axis=axis)


@adjoint(np.delete, arr=shaped((4,), (4, 3)), obj=[1, [0, 2]], axis=[None, 0])
def delete(arr: Array, obj: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """What was deleted gets nothing."""
    if axis is None:
        kept = np.delete(np.arange(np.size(arr)), obj)
        arr_bar = np.zeros(np.size(arr), dtype=ans_bar.dtype)
        arr_bar[kept] = ans_bar
        arr_bar = np.reshape(arr_bar, np.shape(arr))
    else:
        kept = np.delete(np.arange(np.shape(arr)[axis]), obj)
        arr_bar = np.zeros_like(arr)
        arr_bar[(slice(None),) * (axis % np.ndim(arr)) + (kept,)] = ans_bar
    return arr_bar


linear(np.delete, in_="arr")


@adjoint(np.block, arrays=two_rows((2, 2, 3), (2, 2, 1), (2, 1, 2), (2, 1, 2)))
@adjoint(np.block, arrays=listed((2, 3), (2, 1), (2, 2)))
def block(arrays: Any, *, ans_bar: Array) -> Any:
    """Each array gets the block it came to be; lists in lists are rows of blocks."""
    if surely(
        isinstance(arrays[0], list)
        and every([all_of_rank([np.ndim(a) for a in row], 2) for row in arrays])
    ):
        rows_bar = np.split(
            ans_bar, np.cumsum([np.shape(row[0])[-2] for row in arrays[:-1]]), axis=-2
        )
        arrays_bar: Any = [
            np.split(rows_bar[i], np.cumsum([np.shape(a)[-1] for a in arrays[i][:-1]]), axis=-1)
            for i in range(len(arrays))
        ]
    elif surely(not isinstance(arrays[0], list) and all_of_rank([np.ndim(a) for a in arrays], 1)):
        ends = np.cumsum([np.shape(a)[-1] for a in arrays[:-1]])
        arrays_bar = np.split(ans_bar, ends, axis=-1)
    else:
        arrays_bar = unblocked(arrays, ans_bar)
    return arrays_bar


linear(np.block, in_="arrays")

unstack_ = getattr(np, "unstack", None)  # NumPy 2.1


@adjoint(unstack_, x=shaped((2, 3), (3, 1)), axis=[0, 1, -1])
def unstack(x: Array, *, axis: int = 0, ans_bar: Arrays) -> Array:
    """The adjoints of the parts, stacked."""
    x_bar = np.stack(ans_bar, axis=axis)
    return x_bar


linear(unstack_, in_="x")


@adjoint(np.broadcast_arrays, args=listed((2, 1), (3,)))
def broadcast_arrays(*args: Array, ans_bar: Arrays) -> Arrays:
    """What was read often collects from each time."""
    args_bar = [sum_to_shape(ans_bar[i], np.shape(args[i])) for i in range(len(args))]
    return args_bar


linear(np.broadcast_arrays, in_="args")


@adjoint(np.r_, arrays=listed((2,), (), (3,)))
def row_joined(*arrays: Array, ans_bar: Array) -> Arrays:
    """np.r_: each gets the section it came to be, along the first axis; a number is one entry."""
    lengths = [np.shape(a)[0] if np.ndim(a) > 0 else 1 for a in arrays[:-1]]
    parts = np.split(ans_bar, np.cumsum(lengths))
    arrays_bar = [np.reshape(parts[i], np.shape(arrays[i])) for i in range(len(arrays))]
    return arrays_bar


@tangent(np.r_)
def row_joined_tangent(*arrays: Array, arrays_dot: Arrays) -> Array:
    """The tangents, joined."""
    return np.concatenate([np.atleast_1d(a) for a in arrays_dot])


@adjoint(np.c_, arrays=listed((2, 2, 1), (2, 2, 3)))
@adjoint(np.c_, arrays=listed((3,), (3, 2)))
def column_joined(*arrays: Array, ans_bar: Array) -> Arrays:
    """np.c_: each gets its columns, along the last axis; a vector is one column."""
    widths = [np.shape(a)[-1] if np.ndim(a) > 1 else 1 for a in arrays[:-1]]
    parts = np.split(ans_bar, np.cumsum(widths), axis=-1)
    arrays_bar = [np.reshape(parts[i], np.shape(arrays[i])) for i in range(len(arrays))]
    return arrays_bar


@tangent(np.c_)
def column_joined_tangent(*arrays: Array, arrays_dot: Arrays) -> Array:
    """The tangents, joined."""
    columns = [a if np.ndim(a) > 1 else np.reshape(a, (-1, 1)) for a in arrays_dot]
    return np.concatenate(columns, axis=-1)
