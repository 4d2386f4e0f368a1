"""A name bound to a view of its own array, which is then changed in place."""

import numpy as np


def view_of_itself(x, y):
    before = y * x
    y = y[::-1]
    s = np.sum(y * x)
    y -= np.sin(before)
    return np.sum(y * before) + s * s


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def view_of_itself_grad(x, y):
    """Gradient of `view_of_itself` with respect to x and y."""
    y = y.copy()
    before = y * x
    y_old = y
    y = y[::-1]
    s = np.sum(y * x)
    y_old2 = y.copy()
    y -= np.sin(before)

    # Reverse sweep
    # return np.sum(y * before) + s * s
    y_bar = unbroadcast(np.broadcast_to(before, np.shape(y * before)), y).copy()
    before_bar = unbroadcast(np.broadcast_to(y, np.shape(y * before)), before).copy()
    s_bar = 2 * s
    y[...] = y_old2
    before_bar += np.cos(before) * unbroadcast(-y_bar, before)  # y -= np.sin(before)
    y_bar += unbroadcast(np.broadcast_to(x * s_bar, np.shape(y * x)), y)  # s = ...
    x_bar = unbroadcast(np.broadcast_to(y * s_bar, np.shape(y * x)), x)
    y = y_old
    y_bar2 = y_bar  # y = y[::-1]
    y_bar = np.zeros_like(y)
    y_bar[::-1] = y_bar2
    y_bar += unbroadcast(x * before_bar, y)  # before = y * x
    x_bar = x_bar + unbroadcast(y * before_bar, x)
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
