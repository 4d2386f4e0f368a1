"""Changing shapes and the order of axes and entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np

from tangentgen.rules.samples import cubes, full_grids, grids, shaped
from tangentgen.rules.shared import pad_starts, sum_to_shape, unpadded
from tangentgen.rules.words import Array, Order, adjoint, constant, linear, tangent

PadMode = Literal[
    "constant",
    "edge",
    "empty",
    "wrap",
    "reflect",
    "symmetric",
    "mean",
    "linear_ramp",
    "maximum",
    "minimum",
    "median",
]


@adjoint(np.reshape, a=shaped((2, 3), (6,), (1, 6)), shape=[6, (3, 2), (3, -1)], order=["C", "F"])
def reshape(a: Array, shape: int | tuple[int, ...], order: Order = "C", *, ans_bar: Array) -> Array:
    """The same numbers in the old shape."""
    if order == "C":
        a_bar = np.reshape(ans_bar, np.shape(a))
    elif order == "F":
        a_bar = np.reshape(ans_bar, np.shape(a), order="F")
    else:
        raise NotImplementedError("an order that is that of the memory")
    return a_bar


@adjoint(np.ravel, np.ndarray.flatten, a=grids, order=["C", "F"])
def ravel(a: Array, order: Order = "C", *, ans_bar: Array) -> Array:
    """The same numbers in the old shape."""
    if order == "C":
        a_bar = np.reshape(ans_bar, np.shape(a))
    elif order == "F":
        a_bar = np.reshape(ans_bar, np.shape(a), order="F")
    else:
        raise NotImplementedError("an order that is that of the memory")
    return a_bar


@tangent(np.reshape)
def reshape_tangent(
    a: Array, shape: int | tuple[int, ...], order: Order = "C", *, a_dot: Array
) -> Array:
    """The same of the tangent."""
    if order == "C":
        ans_dot = np.reshape(a_dot, shape)
    elif order == "F":
        ans_dot = np.reshape(a_dot, shape, order="F")
    else:
        raise NotImplementedError("an order that is that of the memory")
    return ans_dot


@tangent(np.ravel)
def ravel_tangent(a: Array, order: Order = "C", *, a_dot: Array) -> Array:
    """The same of the tangent."""
    if order == "C":
        ans_dot = np.ravel(a_dot)
    elif order == "F":
        ans_dot = np.ravel(a_dot, order="F")
    else:
        raise NotImplementedError("an order that is that of the memory")
    return ans_dot


@tangent(np.ndarray.flatten)
def flatten_tangent(a: Array, order: Order = "C", *, a_dot: Array) -> Array:
    """The same of the tangent."""
    if order == "C":
        ans_dot = a_dot.flatten()
    elif order == "F":
        ans_dot = a_dot.flatten("F")
    else:
        raise NotImplementedError("an order that is that of the memory")
    return ans_dot


@adjoint(np.transpose, np.permute_dims, a=cubes, axes=[None, (1, 0, 2), (2, 0, 1), (-1, 0, 1)])
def transpose(a: Array, axes: tuple[int, ...] | None = None, *, ans_bar: Array) -> Array:
    """The inverse permutation of the axes, which sorting them gives."""
    if axes is None and np.ndim(a) in (0, 1, 2):
        a_bar = ans_bar.T
    elif axes is None:
        a_bar = np.transpose(ans_bar)
    else:
        a_bar = np.transpose(ans_bar, np.argsort([i % len(axes) for i in axes]))
    return a_bar


@tangent(np.transpose, np.permute_dims)
def transpose_tangent(a: Array, axes: tuple[int, ...] | None = None, *, a_dot: Array) -> Array:
    """The same of the tangent."""
    if axes is None and np.ndim(a) in (0, 1, 2):
        ans_dot = a_dot.T
    elif axes is None:
        ans_dot = np.transpose(a_dot)
    else:
        ans_dot = np.transpose(a_dot, axes)
    return ans_dot


@adjoint(np.matrix_transpose, np.linalg.matrix_transpose, x=cubes)
def matrix_transpose(x: Array, *, ans_bar: Array) -> Array:
    """A transposition is its own inverse."""
    x_bar = np.matrix_transpose(ans_bar)
    return x_bar


linear(np.matrix_transpose, np.linalg.matrix_transpose, in_="x")


@adjoint(np.swapaxes, a=cubes, axis1=[0, -1], axis2=[1])
def swapaxes(a: Array, axis1: int, axis2: int, *, ans_bar: Array) -> Array:
    """A swap is its own inverse."""
    a_bar = np.swapaxes(ans_bar, axis1, axis2)
    return a_bar


linear(np.swapaxes, in_="a")


@adjoint(np.moveaxis, a=cubes, source=[0, (0, 1)], destination=[-1, (2, 0)])
def moveaxis(
    a: Array,
    source: int | tuple[int, ...],
    destination: int | tuple[int, ...],
    *,
    ans_bar: Array,
) -> Array:
    """The axes move back."""
    a_bar = np.moveaxis(ans_bar, destination, source)
    return a_bar


linear(np.moveaxis, in_="a")


@adjoint(np.expand_dims, a=full_grids, axis=[0, -1, (0, 1)])
def expand_dims(a: Array, axis: int | tuple[int, ...], *, ans_bar: Array) -> Array:
    """The new axes go again."""
    a_bar = np.squeeze(ans_bar, axis=axis)
    return a_bar


linear(np.expand_dims, in_="a")


@adjoint(np.squeeze, a=shaped((1, 3), (2, 1, 3), (1, 1)), axis=[None, 0, 1, (0, 1)])
def squeeze(a: Array, axis: int | tuple[int, ...] | None = None, *, ans_bar: Array) -> Array:
    """The axes of length one come back."""
    a_bar = np.reshape(ans_bar, np.shape(a))
    return a_bar


linear(np.squeeze, in_="a")


@adjoint(np.broadcast_to, array=shaped((3,), (1, 3), (2, 1), ()), shape=[(2, 3), (4, 2, 3)])
def broadcast_to(array: Array, shape: tuple[int, ...], *, ans_bar: Array) -> Array:
    """What was read often collects from each time."""
    array_bar = sum_to_shape(ans_bar, np.shape(array))
    return array_bar


linear(np.broadcast_to, in_="array")


@adjoint(np.flip, m=full_grids, axis=[None, 0, -1, (0,)])
def flip(m: Array, axis: int | tuple[int, ...] | None = None, *, ans_bar: Array) -> Array:
    """A reversal is its own inverse."""
    m_bar = np.flip(ans_bar) if axis is None else np.flip(ans_bar, axis)
    return m_bar


@adjoint(np.flipud, m=full_grids)
def flipud(m: Array, *, ans_bar: Array) -> Array:
    """A reversal is its own inverse."""
    m_bar = np.flipud(ans_bar)
    return m_bar


@adjoint(np.fliplr, m=shaped((2, 3), (3, 3)))
def fliplr(m: Array, *, ans_bar: Array) -> Array:
    """A reversal is its own inverse."""
    m_bar = np.fliplr(ans_bar)
    return m_bar


@adjoint(np.rot90, m=shaped((2, 3), (3, 2, 2)), k=[1, 2, -1], axes=[(0, 1), (1, 0)])
def rot90(m: Array, k: int = 1, axes: tuple[int, int] = (0, 1), *, ans_bar: Array) -> Array:
    """Turned back."""
    m_bar = np.rot90(ans_bar, -k, axes)
    return m_bar


linear(np.flip, np.flipud, np.fliplr, np.rot90, in_="m")


@adjoint(np.roll, a=shaped((2, 3)), shift=[(1, 2)], axis=[(0, 1)])
@adjoint(np.roll, a=full_grids, shift=[1, -2], axis=[None, 0, -1])
def roll(
    a: Array,
    shift: int | tuple[int, ...],
    axis: int | tuple[int, ...] | None = None,
    *,
    ans_bar: Array,
) -> Array:
    """Rolled back."""
    back = tuple(-s for s in shift) if isinstance(shift, tuple) else -shift
    a_bar = np.roll(ans_bar, back) if axis is None else np.roll(ans_bar, back, axis=axis)
    return a_bar


linear(np.roll, in_="a")


@adjoint(np.tile, A=shaped((3,), (2, 3), ()), reps=[2, (2,), [2], [2, 1], (1, 3, 2)])
def tile(A: Array, reps: int | Sequence[int], *, ans_bar: Array) -> Array:
    """The sum of the copies: each axis is split into which copy, and where in it."""
    if np.ndim(A) == 1 and isinstance(reps, int):
        A_bar = np.sum(np.reshape(ans_bar, (reps, np.size(A))), axis=0)
    else:
        counts = tuple(reps) if isinstance(reps, (tuple, list)) else (reps,)
        rank = max(len(counts), np.ndim(A))
        counts = (1,) * (rank - len(counts)) + counts
        lengths = (1,) * (rank - np.ndim(A)) + np.shape(A)
        split = [n for pair in zip(counts, lengths, strict=True) for n in pair]
        copies = np.sum(np.reshape(ans_bar, split), axis=tuple(range(0, 2 * rank, 2)))
        A_bar = np.reshape(copies, np.shape(A))
    return A_bar


linear(np.tile, in_="A")


@adjoint(np.repeat, a=shaped((2, 3, 2), (2, 0, 2)), repeats=[2], axis=[1, -2])
@adjoint(np.repeat, a=shaped((3,), (2, 3)), repeats=[2, 0], axis=[None, 0, -1])
def repeat(a: Array, repeats: Array, axis: int | None = None, *, ans_bar: Array) -> Array:
    """The sum over the repetitions of each entry."""
    if np.ndim(a) == 1 and isinstance(repeats, int):
        a_bar = np.sum(np.reshape(ans_bar, (np.size(a), repeats)), axis=1)
    elif axis == 0 and isinstance(repeats, int):
        a_bar = np.sum(np.reshape(ans_bar, (len(a), repeats, *np.shape(a)[1:])), axis=1)
    elif axis is not None and axis in (-1, np.ndim(a) - 1) and isinstance(repeats, int):
        a_bar = np.sum(np.reshape(ans_bar, (*np.shape(a), repeats)), axis=-1)
    elif axis is not None and isinstance(repeats, int):
        before, after = np.shape(a)[:axis], np.shape(a)[axis:]
        split = np.reshape(ans_bar, (*before, after[0], repeats, *after[1:]))
        a_bar = np.sum(split, axis=len(before) + 1)
    else:
        where = np.repeat(np.arange(np.size(a) if axis is None else np.shape(a)[axis]), repeats)
        first = ans_bar if axis is None else np.moveaxis(ans_bar, axis, 0)
        total = np.zeros_like(np.ravel(a) if axis is None else np.moveaxis(a, axis, 0))
        np.add.at(total, where, first)
        a_bar = np.reshape(total, np.shape(a)) if axis is None else np.moveaxis(total, 0, axis)
    return a_bar


linear(np.repeat, in_="a")


@adjoint(np.rollaxis, a=cubes, axis=[1, -1], start=[0, 2, 3])
def rollaxis(a: Array, axis: int, start: int = 0, *, ans_bar: Array) -> Array:
    """The axis goes back to where it was."""
    order = list(np.shape(np.rollaxis(np.empty(np.arange(np.ndim(a))), axis, start)))
    a_bar = np.transpose(ans_bar, np.argsort(order))
    return a_bar


linear(np.rollaxis, in_="a")


@adjoint(np.unwrap, p=full_grids, axis=[-1, 0])
def unwrap(
    p: Array,
    discont: float | None = None,
    axis: int = -1,
    *,
    period: float = 2 * np.pi,
    ans_bar: Array,
) -> Array:
    """Whole periods are added, which are constant."""
    p_bar = ans_bar
    return p_bar


@tangent(np.unwrap)
def unwrap_tangent(
    p: Array,
    discont: float | None = None,
    axis: int = -1,
    *,
    period: float = 2 * np.pi,
    p_dot: Array,
) -> Array:
    """Whole periods are added, which are constant."""
    return p_dot


PADS = [1, (1, 2), ((0, 1),)]
OTHER_MODES: list[PadMode] = ["edge", "wrap", "reflect", "symmetric"]
COMPUTED_MODES: list[PadMode] = ["mean", "linear_ramp"]
ODD_MODES: list[PadMode] = ["reflect", "symmetric"]
LENGTHS = [None, 2, ((1, 3),)]


@adjoint(np.pad, array=shaped((3,), (2, 3)), pad_width=PADS)
@adjoint(np.pad, array=shaped((4,), (3, 4)), pad_width=PADS, mode=OTHER_MODES)
@adjoint(np.pad, array=shaped((4,), (3, 4)), pad_width=PADS, mode=COMPUTED_MODES)
@adjoint(np.pad, array=shaped((4,), (3, 4)), pad_width=PADS, mode=["mean"], stat_length=LENGTHS)
@adjoint(np.pad, array=shaped((4,)), pad_width=PADS, mode=["linear_ramp"], end_values=[2.0])
@adjoint(np.pad, array=shaped((3,), (3, 3)), pad_width=PADS, mode=ODD_MODES, reflect_type=["odd"])
def pad(
    array: Array,
    pad_width: Array,
    mode: PadMode = "constant",
    *,
    constant_values: Array = 0,
    stat_length: Array = None,
    end_values: Array = 0,
    reflect_type: str = "even",
    ans_bar: Array,
) -> Array:
    """What was put around falls away, was taken from inside, or is linear in each row."""
    if mode in ("maximum", "minimum", "median"):
        raise NotImplementedError("np.pad with extrema or medians")
    if mode in ("mean", "linear_ramp") or reflect_type == "odd":
        starts = pad_starts(pad_width, np.ndim(array))
        array_bar = unpadded(ans_bar, np.shape(array), starts, mode, stat_length)
    elif mode in ("edge", "wrap", "reflect", "symmetric"):
        flat_bar = np.zeros(np.size(array), dtype=ans_bar.dtype)
        numbers = np.reshape(np.arange(np.size(array)), np.shape(array))
        np.add.at(flat_bar, np.pad(numbers, pad_width, mode), ans_bar)
        array_bar = np.reshape(flat_bar, np.shape(array))
    elif isinstance(pad_width, int) and pad_width > 0 and np.ndim(array) == 1:
        array_bar = ans_bar[pad_width:-pad_width]
    else:
        shape = np.shape(array)
        before = pad_starts(pad_width, len(shape))
        inside = [slice(before[i], before[i] + shape[i]) for i in range(len(shape))]
        array_bar = ans_bar[tuple(inside)]
    return array_bar


@tangent(np.pad)
def pad_tangent(
    array: Array,
    pad_width: Array,
    mode: PadMode = "constant",
    *,
    constant_values: Array = 0,
    stat_length: Array = None,
    end_values: Array = 0,
    reflect_type: str = "even",
    array_dot: Array,
) -> Array:
    """The same of the tangent; what is put around as a constant has none."""
    if mode in ("maximum", "minimum", "median"):
        raise NotImplementedError("np.pad with extrema or medians")
    if mode in ("constant", "empty"):
        return np.pad(array_dot, pad_width)
    if mode == "mean":
        return np.pad(array_dot, pad_width, mode, stat_length=stat_length)
    if reflect_type == "odd":
        return np.pad(array_dot, pad_width, mode, reflect_type="odd")
    return np.pad(array_dot, pad_width, mode)


windowed = np.lib.stride_tricks.sliding_window_view


@adjoint(windowed, x=shaped((5,), (3, 4)), window_shape=[2], axis=[-1, 0])
@adjoint(windowed, x=shaped((3, 4), (4, 3)), window_shape=[(2, 3)])
@adjoint(windowed, x=shaped((3, 4)), window_shape=[(2, 2)], axis=[(1, 1), (-1, 0)])
def sliding_windows(
    x: Array,
    window_shape: int | tuple[int, ...],
    axis: int | tuple[int, ...] | None = None,
    *,
    ans_bar: Array,
) -> Array:
    """Each entry collects from every window that it is in."""
    flat_bar = np.zeros(np.size(x), dtype=ans_bar.dtype)
    numbers = np.reshape(np.arange(np.size(x)), np.shape(x))
    places = np.lib.stride_tricks.sliding_window_view(numbers, window_shape, axis)
    np.add.at(flat_bar, places, ans_bar)
    x_bar = np.reshape(flat_bar, np.shape(x))
    return x_bar


linear(windowed, in_="x")


@adjoint(np.atleast_1d, arys=shaped((), (3,), (2, 3)))
def atleast_1d(arys: Array, *, ans_bar: Array) -> Array:
    """The old shape."""
    arys_bar = np.reshape(ans_bar, np.shape(arys))
    return arys_bar


@adjoint(np.atleast_2d, arys=shaped((), (3,), (2, 3)))
def atleast_2d(arys: Array, *, ans_bar: Array) -> Array:
    """The old shape."""
    arys_bar = np.reshape(ans_bar, np.shape(arys))
    return arys_bar


@adjoint(np.atleast_3d, arys=shaped((), (3,), (2, 3)))
def atleast_3d(arys: Array, *, ans_bar: Array) -> Array:
    """The old shape."""
    arys_bar = np.reshape(ans_bar, np.shape(arys))
    return arys_bar


linear(np.atleast_1d, np.atleast_2d, np.atleast_3d, in_="arys")

constant(np.shape, np.size, np.ndim, len, why="integer")
