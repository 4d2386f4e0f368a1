"""Polynomials, interpolation, gradients of samples."""

from __future__ import annotations

from typing import Literal

import numpy as np

from tangentgen.rules.samples import shaped
from tangentgen.rules.shared import steps_between
from tangentgen.rules.words import Array, adjoint, linear, tangent


@adjoint(np.polyval, p=shaped((3,), (1,)), x=shaped((), (2,), (2, 2)))
def polyval(p: Array, x: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """ans = Σ pₖ x^(n-k)."""
    powers = np.arange(np.size(p) - 1, -1, -1)
    columns = np.reshape(x, (-1, 1)) ** powers
    p_bar = np.ravel(ans_bar) @ columns
    x_bar = np.polyval(p[:-1] * powers[:-1], x) * ans_bar
    return p_bar, x_bar


@tangent(np.polyval)
def polyval_tangent(p: Array, x: Array, *, p_dot: Array, x_dot: Array) -> Array:
    """ans = Σ pₖ x^(n-k)."""
    powers = np.arange(np.size(p) - 1, -1, -1)
    columns = np.reshape(x, (-1, 1)) ** powers
    return np.reshape(columns @ p_dot, np.shape(x)) + np.polyval(p[:-1] * powers[:-1], x) * x_dot


@adjoint(np.interp, x=shaped((4,), ()), xp=[np.array([-1.5, 0.1, 1.7])], fp=shaped((3,)))
def interp(x: Array, xp: Array, fp: Array, *, ans_bar: Array) -> tuple[Array, Array]:
    """Linear between the neighbours of x, constant beyond the ends."""
    i = np.clip(np.searchsorted(xp, x) - 1, 0, np.size(xp) - 2)
    width = steps_between(xp, i)
    t = np.clip((x - np.take(xp, i)) / width, 0, 1)
    inside = (x > xp[0]) & (x < xp[-1])
    x_bar = inside * (np.take(fp, i + 1) - np.take(fp, i)) / width * ans_bar
    fp_bar = np.zeros_like(fp)
    np.add.at(fp_bar, i, (1 - t) * ans_bar)
    np.add.at(fp_bar, i + 1, t * ans_bar)
    return x_bar, fp_bar


@tangent(np.interp)
def interp_tangent(x: Array, xp: Array, fp: Array, *, x_dot: Array, fp_dot: Array) -> Array:
    """Linear between the neighbours of x, constant beyond the ends."""
    i = np.clip(np.searchsorted(xp, x) - 1, 0, np.size(xp) - 2)
    width = steps_between(xp, i)
    inside = (x > xp[0]) & (x < xp[-1])
    slope = inside * (np.take(fp, i + 1) - np.take(fp, i)) / width
    return slope * x_dot + np.interp(x, xp, fp_dot)


@adjoint(np.gradient, f=shaped((4,), (3, 4)), varargs=[[], [0.5]], axis=[0, -1], edge_order=[1, 2])
def gradient(
    f: Array, *varargs: Array, axis: Array = None, edge_order: Literal[1, 2] = 1, ans_bar: Array
) -> Array:
    """The function is linear along the axis: what it makes of the unit vectors, transposed."""
    if axis is None and np.ndim(f) != 1:
        raise NotImplementedError("np.gradient along several axes at once")
    along = 0 if axis is None else axis
    unit = np.eye(np.shape(f)[along])
    matrix = np.gradient(unit, *varargs, axis=0, edge_order=edge_order)
    f_bar = np.moveaxis(np.tensordot(ans_bar, matrix, ((along,), (0,))), -1, along)
    return f_bar


linear(np.gradient, in_="f")
