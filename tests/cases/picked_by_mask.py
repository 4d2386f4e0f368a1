"""Only what a mask picks is asked for, of a logarithm that is not defined elsewhere."""

import numpy as np

WRT = ("x", "y")


def picked_by_mask(x, y):
    with np.errstate(all="ignore"):
        level = np.log(x)
        inside = x > 0.0
        return np.sum(level[inside] * y[inside]) + np.sum(np.sqrt(x)[inside])


def samples(rng):
    return [(np.array([-1.0, 0.4, 2.3]), rng.normal(size=3))]


# --- expected ---
import numpy as np


def picked_by_mask_grad(x, y):
    """Gradient of `picked_by_mask` with respect to x and y."""
    with np.errstate(all="ignore"):
        level = np.log(x)
        inside = x > 0.0
        sqrt_x = np.sqrt(x)
        product = level[inside] * y[inside]

    # Reverse sweep
    with np.errstate(all="ignore"):
        sqrt_x_bar = np.zeros_like(x)  # return np.sum(...) + np.sum(np.sqrt(x)[inside])
        sqrt_x_bar[inside] = 1.0
        level_bar = np.zeros_like(level)
        level_bar[inside] = unbroadcast(
            np.broadcast_to(y[inside], np.shape(product)), level[inside]
        )
        y_bar = np.zeros_like(y)
        y_bar[inside] = unbroadcast(
            np.broadcast_to(level[inside], np.shape(product)), y[inside]
        )
        x_bar = 0.5 / np.where(inside, sqrt_x, 0.5) * sqrt_x_bar
        # level = np.log(x)
        x_bar += level_bar / np.where((level_bar != 0.0) | (np.abs(x) > 0.0), x, 0.5)
    return x_bar, y_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
