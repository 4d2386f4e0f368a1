"""Products with a constant sparse matrix, splines of active data at active points."""

import numpy as np
from scipy import interpolate, sparse

LAPLACIAN = sparse.diags_array(
    [1.0, -2.0, 1.0], offsets=[-1, 0, 1], shape=(5, 5)
).tocsr()
KNOTS = np.arange(5.0)


def sparse_and_splines(y, t):
    curved = LAPLACIAN @ y
    return np.sum(curved**2) + np.sum(interpolate.CubicSpline(KNOTS, y)(t) ** 2)


WRT = ("y", "t")


def samples(rng):
    return [(rng.normal(size=5), np.array([0.4, 2.7]))]


# --- expected ---
import numpy as np
from scipy import interpolate

from tests.cases import sparse_and_splines  # isort: skip


def sparse_and_splines_grad(y, t):
    """Gradient of `sparse_and_splines` with respect to y and t."""
    curved = sparse_and_splines.LAPLACIAN @ y

    # Reverse sweep
    # return np.sum(curved**2) + np.sum(interpolate.CubicSpline(KNOTS, y)(t) ** 2)
    value_bar = 2 * interpolate.CubicSpline(sparse_and_splines.KNOTS, y)(t)
    curved_bar = 2 * curved
    y_bar = sums_over_points(
        interpolate.CubicSpline(
            sparse_and_splines.KNOTS, np.eye(len(sparse_and_splines.KNOTS))
        )(t, 0),
        value_bar,
        1,
    )
    t_bar = (
        np.reshape(
            interpolate.CubicSpline(sparse_and_splines.KNOTS, y)(t, 1) * value_bar,
            (*np.shape(t), -1),
        )
        .sum(axis=-1)
        .copy()
    )
    y_bar = y_bar + sparse_and_splines.LAPLACIAN.T @ curved_bar  # curved = ...
    return y_bar, t_bar


def sums_over_points(basis, seed, rank):
    """The sum over the points, which are the first axes of both."""
    axes = tuple(range(rank))
    return np.tensordot(basis, seed, (axes, axes))
