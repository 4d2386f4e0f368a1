"""Two helpers that would be called alike, from two libraries."""

import math

import numpy as np


def helpers_alike(x, y):
    return np.prod(x) * math.prod((y[0], y[1], y[2]))


WRT = ("x", "y")
LIKE = True


def samples(rng):
    return [(rng.normal(size=3), [1.5, -0.5, 2.0])]


# --- expected ---
import math

import numpy as np


def helpers_alike_grad(x, y):
    """Gradient of `helpers_alike` with respect to x and y."""
    prod_x = np.prod(x)

    # Reverse sweep
    x_bar = others_along(x, None) * (math.prod((y[0], y[1], y[2])) * 1.0)  # return ...
    y_bar = [0.0] * len(y)
    y_bar[0] = y[1] * y[2] * prod_x
    y_bar[1] = y[0] * y[2] * prod_x
    y_bar[2] = y[0] * y[1] * prod_x
    return x_bar, y_bar


def others_along(a, axis):
    """For each entry, the product of all the others along the axis."""
    return rows_back(others(rows_along(a, axis)), np.shape(a), axis)


def rows_back(rows, shape, axis):
    """The array of this shape whose rows along the axes these are."""
    if axis is None:
        return np.reshape(rows, shape)
    axes = axis if isinstance(axis, tuple) else (axis,)
    lengths = tuple(shape[i] for i in axes)
    moved = np.reshape(rows, np.shape(rows)[:-1] + lengths)
    return np.moveaxis(moved, tuple(range(-len(axes), 0)), axes)


def others(rows):
    """For each entry, the product of all the others in its row."""
    ones = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate((ones, rows[..., :-1]), axis=-1), axis=-1)
    after = np.cumprod(np.concatenate((ones, rows[..., :0:-1]), axis=-1), axis=-1)
    return before * after[..., ::-1]


def rows_along(a, axis):
    """The array with the axes moved to the end and made one; None stands for all of
    them.
    """
    if axis is None:
        return np.ravel(a)
    axes = axis if isinstance(axis, tuple) else (axis,)
    moved = np.moveaxis(a, axes, tuple(range(-len(axes), 0)))
    kept = np.ndim(a) - len(axes)
    return np.reshape(
        moved, (*np.shape(moved)[:kept], math.prod(np.shape(moved)[kept:]))
    )
