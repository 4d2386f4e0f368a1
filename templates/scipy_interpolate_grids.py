"""`scipy.interpolate.interpn`: linear interpolation on a grid, of the values and of the points.

`RegularGridInterpolator(points, values)(xi)` is this function.
"""

from __future__ import annotations

from collections.abc import Sequence, Set

import numpy as np
from scipy import interpolate

from tangentgen.rules.samples import Sample, paired, shaped
from tangentgen.rules.shared import grid_corners, outside_grid
from tangentgen.rules.words import Array, adjoint, tangent

GRID = [(np.array([0.0, 0.5, 1.0, 2.5]), np.array([-0.5, 1.0, 2.6]))]
LINE = [(np.array([0.0, 0.5, 1.0, 2.5]),)]
FALLING = [(np.array([2.5, 1.0, 0.5, 0.0]), np.array([-0.5, 1.0, 2.6]))]
PLACES = np.array([[0.2, 0.3], [1.4, 2.0]])
surface, places = paired(((4, 3), (5, 2)), ((4, 3, 2), (2, 2, 2)), form="real", low=0.1)
HEIGHTS = np.sin(LINE[0][0])
inside = Sample(low=0.1, shapes=((5, 1),), form="real")
around = Sample(low=-0.6, high=2.9, shapes=((5, 2),), form="real")
whole = Sample(shapes=((4, 3),), form="real")


@adjoint(interpolate.interpn, points=LINE, values=[HEIGHTS], xi=inside)
@adjoint(
    interpolate.interpn,
    points=GRID,
    values=whole,
    xi=around,
    bounds_error=[False],
    fill_value=[0.7, None],
)
@adjoint(interpolate.interpn, points=FALLING, values=shaped((4, 3)), xi=[PLACES])
@adjoint(interpolate.interpn, points=GRID, values=surface, xi=places)
def interpn(
    points: Sequence[Array],
    values: Array,
    xi: Array,
    method: str = "linear",
    bounds_error: bool = True,
    fill_value: float | None = np.nan,
    *,
    ans_bar: Array,
) -> tuple[Array, Array]:
    """A value is the sum of those at the corners of its cell, by weights that are products."""
    if method != "linear":
        raise NotImplementedError("interpn that is not linear")
    rank = len(points)
    at = np.reshape(xi, (-1, rank))
    seeds = np.reshape(ans_bar, (np.shape(at)[0], -1))
    if not bounds_error and fill_value is not None:
        seeds = np.where(outside_grid(points, at)[:, None], 0, seeds)
    rows = np.reshape(values, (*np.shape(values)[:rank], -1))
    rows_bar = np.zeros(np.shape(rows), dtype=seeds.dtype)
    at_bar: Array = 0
    for index, weight, slopes in grid_corners(points, at):
        np.add.at(rows_bar, index, weight[:, None] * seeds)
        heights = np.sum(rows[index] * seeds, axis=-1)
        at_bar = at_bar + heights[:, None] * np.stack(slopes, axis=-1)
    values_bar = np.reshape(rows_bar, np.shape(values))
    xi_bar = np.reshape(at_bar, np.shape(xi))
    return values_bar, xi_bar


@tangent(interpolate.interpn)
def interpn_tangent(
    points: Sequence[Array],
    values: Array,
    xi: Array,
    method: str = "linear",
    bounds_error: bool = True,
    fill_value: float | None = np.nan,
    *,
    ans: Array,
    active: Set[str],
    values_dot: Array,
    xi_dot: Array,
) -> Array:
    """A value is the sum of those at the corners of its cell, by weights that are products."""
    if method != "linear":
        raise NotImplementedError("interpn that is not linear")
    rank = len(points)
    at = np.reshape(xi, (-1, rank))
    rows = np.reshape(values, (*np.shape(values)[:rank], -1))
    total = np.zeros((np.shape(at)[0], np.shape(rows)[-1]))
    for index, weight, slopes in grid_corners(points, at):
        if "values" in active:
            total = total + weight[:, None] * np.reshape(values_dot, np.shape(rows))[index]
        if "xi" in active:
            moved = np.sum(np.stack(slopes, axis=-1) * np.reshape(xi_dot, np.shape(at)), axis=-1)
            total = total + moved[:, None] * rows[index]
    if not bounds_error and fill_value is not None:
        total = np.where(outside_grid(points, at)[:, None], 0, total)
    return np.reshape(total, np.shape(ans))
