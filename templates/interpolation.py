"""Interpolation and gradients of samples."""

from __future__ import annotations

from collections.abc import Sequence, Set
from typing import Literal

import numpy as np

from tangentgen.rules.samples import Sample, shaped
from tangentgen.rules.shared import (
    every,
    gradient_steps_bar,
    gradient_steps_dot,
    interpolation_of,
    surely,
    wrapped_points,
)
from tangentgen.rules.words import Array, adjoint, tangent

reals = Sample(shapes=((4,), (2, 2)), form="real")
increasing = Sample(shapes=((3,),), form="increasing")


def steps(*shapes: tuple[int, ...]) -> Sample:
    """Steps or coordinates, for one axis after the other."""
    return Sample(low=0.3, high=3.0, shapes=shapes, form="list")


ONE_POINT = [np.array([0.1])]


@adjoint(np.interp, x=reals, xp=increasing, fp=shaped((3,)), period=[None, 5.5])
@adjoint(np.interp, x=reals, xp=increasing, fp=shaped((3,)), left=[2.0], right=[3.0])
@adjoint(np.interp, x=shaped((4,), (), (2, 2)), xp=[np.array([-1.5, 0.1, 1.7])], fp=shaped((3,)))
@adjoint(np.interp, x=reals, xp=ONE_POINT, fp=shaped((1,)), period=[None, 0.9])
@adjoint(
    np.interp,
    x=shaped((4,)),
    xp=[np.array([0.1, 0.5, 0.7])],
    fp=shaped((3,)),
    left=[None, 2.0],
    right=[3.0],
)
@adjoint(np.interp, x=reals, xp=increasing, fp=shaped((3,)))
def interp(
    x: Array,
    xp: Array,
    fp: Array,
    left: Array = None,
    right: Array = None,
    period: Array = None,
    *,
    ans_bar: Array,
) -> tuple[Array, Array, Array]:
    """Linear between the neighbours of x, constant beyond the ends: with the share t of the
    right one, moving a point by its share moves the line along.
    """
    points, order = wrapped_points(xp, period)
    i, t, width, inside = interpolation_of(x, points, period)
    heights = np.take(fp, order)
    x_bar = inside * (np.take(heights, i + 1) - np.take(heights, i)) / width * ans_bar
    xp_bar = np.zeros_like(np.asarray(xp))
    np.add.at(xp_bar, np.take(order, i), (t - 1) * x_bar)
    np.add.at(xp_bar, np.take(order, i + 1), -t * x_bar)
    low = 0 if left is None or period is not None else x < points[0]
    high = 0 if right is None or period is not None else x > points[-1]
    seed = ans_bar * (1 - low) * (1 - high)
    fp_bar = np.zeros_like(np.asarray(fp))
    np.add.at(fp_bar, np.take(order, i), (1 - t) * seed)
    np.add.at(fp_bar, np.take(order, i + 1), t * seed)
    return x_bar, xp_bar, fp_bar


@tangent(np.interp)
def interp_tangent(
    x: Array,
    xp: Array,
    fp: Array,
    left: Array = None,
    right: Array = None,
    period: Array = None,
    *,
    active: Set[str],
    x_dot: Array,
    xp_dot: Array,
    fp_dot: Array,
) -> Array:
    """Linear between the neighbours of x, constant beyond the ends."""
    total: Array = 0
    if "x" in active or "xp" in active:
        points, order = wrapped_points(xp, period)
        i, t, width, inside = interpolation_of(x, points, period)
        heights = np.take(fp, order)
        slopes = inside * (np.take(heights, i + 1) - np.take(heights, i)) / width
        moved = x_dot if "x" in active else 0
        if "xp" in active:
            moved = moved - (1 - t) * np.take(xp_dot, np.take(order, i))
            moved = moved - t * np.take(xp_dot, np.take(order, i + 1))
        total = slopes * moved
    if "fp" in active:
        outside = (None if left is None else 0.0, None if right is None else 0.0)
        total = total + np.interp(x, xp, fp_dot, outside[0], outside[1], period)
    return total


@adjoint(np.gradient, f=shaped((4,), (3, 4)), varargs=[[]], axis=[0, -1], edge_order=[1, 2])
@adjoint(np.gradient, f=shaped((3, 4), (3, 3, 3)), varargs=[[]], axis=[None, (1, 0)])
@adjoint(np.gradient, f=shaped((3, 3)), varargs=[[], [0.5]], axis=[(0,), (-1,)])
@adjoint(np.gradient, f=shaped((3, 4)), varargs=steps((), ()), edge_order=[1, 2])
@adjoint(np.gradient, f=shaped((4, 4)), varargs=steps(()), axis=[None, 0, -1])
@adjoint(np.gradient, f=shaped((4,)), varargs=steps(()), edge_order=[1, 2])
@adjoint(np.gradient, f=shaped((4, 3)), varargs=steps((4,), (3,)), edge_order=[1, 2])
def gradient(
    f: Array,
    *varargs: Array,
    axis: Array = None,
    edge_order: Literal[1, 2] = 1,
    active: Set[str],
    ans_bar: Array,
) -> tuple[Array, list[Array]]:
    """Linear along each axis: what it makes of the unit vectors, transposed."""
    if surely(not every([not np.iscomplexobj(steps) for steps in varargs])):
        raise NotImplementedError("np.gradient in complex places")
    if axis is None and np.ndim(f) == 1:
        axes: tuple[int, ...] = (0,)
    elif axis is None:
        axes = tuple(range(np.ndim(f)))
    else:
        axes = axis if isinstance(axis, tuple) else (axis,)
    seeds: Array = [ans_bar] if len(axes) == 1 else ans_bar
    f_bar = np.zeros_like(f)
    for k in range(len(axes)):
        along = axes[k]
        unit = np.eye(np.shape(f)[along])
        if len(varargs) == 0:
            matrix = np.gradient(unit, axis=0, edge_order=edge_order)
        else:
            step = varargs[k if len(varargs) > 1 else 0]
            matrix = np.gradient(unit, step, axis=0, edge_order=edge_order)
        part = np.tensordot(seeds[k], matrix, ((along,), (0,)))
        f_bar = f_bar + np.moveaxis(part, -1, along)
    varargs_bar = [
        sum(
            gradient_steps_bar(f, varargs[i], seeds[k], axes[k], edge_order)
            for k in (range(len(axes)) if len(varargs) == 1 else [i])
        )
        for i in range(len(varargs))
    ]
    return f_bar, varargs_bar


@tangent(np.gradient)
def gradient_tangent(
    f: Array,
    *varargs: Array,
    axis: Array = None,
    edge_order: Literal[1, 2] = 1,
    active: Set[str],
    f_dot: Array,
    varargs_dot: Sequence[Array],
) -> Array:
    """Linear in the values; for the steps see `gradient_by_steps`."""
    if surely(not every([not np.iscomplexobj(steps) for steps in varargs])):
        raise NotImplementedError("np.gradient in complex places")
    if "varargs" not in active:
        return np.gradient(f_dot, *varargs, axis=axis, edge_order=edge_order)
    axes = (
        axis if isinstance(axis, tuple) else tuple(range(np.ndim(f))) if axis is None else (axis,)
    )
    total: Array = [0] * len(axes)
    if "f" in active:
        of_values = np.gradient(f_dot, *varargs, axis=axis, edge_order=edge_order)
        total = of_values if len(axes) > 1 else [of_values]
    moved = [
        total[k]
        + gradient_steps_dot(
            f,
            varargs[k if len(varargs) > 1 else 0],
            varargs_dot[k if len(varargs) > 1 else 0],
            axes[k],
            edge_order,
        )
        for k in range(len(axes))
    ]
    return moved if len(axes) > 1 else moved[0]
