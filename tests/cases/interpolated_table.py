"""A table that is interpolated where its heights and the points are active."""

import numpy as np
from scipy import interpolate

TIMES = np.array([0.0, 1.0, 2.5, 4.0])


def interpolated_table(heights, t):
    levels = interpolate.interp1d(TIMES, heights, fill_value="extrapolate")(t)
    return np.sum(levels**2)


WRT = ("heights", "t")


def samples(rng):
    return [
        (rng.normal(size=4), np.array([-0.5, 0.3, 3.1])),
        (rng.normal(size=4), np.array([4.7])),
    ]


# --- expected ---
import numpy as np
from scipy import interpolate

from tests.cases import interpolated_table  # isort: skip


def interpolated_table_grad(heights, t):
    """Gradient of `interpolated_table` with respect to heights and t."""
    levels = interpolate.interp1d(
        interpolated_table.TIMES, heights, fill_value="extrapolate"
    )(t)

    # Reverse sweep
    levels_bar = 2 * levels  # return np.sum(levels**2)
    # levels = interpolate.interp1d(TIMES, heights, fill_value="extrapolate")(t)
    heights_bar = sums_over_points(
        interpolate.interp1d(
            interpolated_table.TIMES,
            np.eye(len(interpolated_table.TIMES)),
            fill_value="extrapolate",
            axis=0,
        )(t),
        levels_bar,
        1,
    ).copy()
    t_bar = (
        interpolant_slopes(
            interpolate.interp1d(
                interpolated_table.TIMES, heights, fill_value="extrapolate"
            ),
            t,
        )
        * levels_bar
    )
    return heights_bar, t_bar


def interpolant_slopes(interpolant, at):
    """The slope of a piecewise linear interpolant; 0 where it is constant around the
    points.
    """
    points = interpolant.x
    i = np.clip(np.searchsorted(points, at) - 1, 0, np.size(points) - 2)
    low, high = points[i], points[i + 1]
    slopes = (interpolant(high) - interpolant(low)) / (high - low)
    if isinstance(interpolant.fill_value, str):
        return slopes
    return np.where((at >= points[0]) & (at <= points[-1]), slopes, 0)


def sums_over_points(basis, seed, rank):
    """The sum over the points, which are the first axes of both."""
    axes = tuple(range(rank))
    return np.tensordot(basis, seed, (axes, axes))
