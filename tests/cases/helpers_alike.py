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
    y_bar[0] = y_bar[0] + y[1] * y[2] * prod_x
    y_bar[1] = y_bar[1] + y[0] * y[2] * prod_x
    y_bar[2] = y_bar[2] + y[0] * y[1] * prod_x
    return x_bar, y_bar


def others_along(a, axis):
    """For each entry, the product of all the others along the axis."""
    axes = (
        range(np.ndim(a))
        if axis is None
        else axis
        if isinstance(axis, tuple)
        else (axis,)
    )
    ends = tuple(range(-len(axes), 0))
    moved = np.moveaxis(a, tuple(axes), ends)
    shape = np.shape(moved)
    kept = np.ndim(a) - len(axes)
    size = int(np.prod(shape[kept:]))
    flat = np.reshape(moved, (*shape[:kept], size))
    ones = np.ones_like(flat[..., :1])
    before = np.cumprod(np.concatenate((ones, flat[..., :-1]), axis=-1), axis=-1)
    after = np.cumprod(np.concatenate((ones, flat[..., :0:-1]), axis=-1), axis=-1)[
        ..., ::-1
    ]
    return np.moveaxis(np.reshape(before * after, shape), ends, tuple(axes))
