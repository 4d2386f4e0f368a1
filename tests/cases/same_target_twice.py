"""One name twice among the targets: the last value counts."""

import numpy as np


def same_target_twice(x, y):
    y, y = x, y * x
    a, _, a = x * y, y, x - y
    return np.sum(a * y)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def same_target_twice_grad(x, y):
    """Gradient of `same_target_twice` with respect to x and y."""
    y_old = y
    y, y = x, y * x
    a, a = x * y, x - y

    # Reverse sweep
    a_bar = unbroadcast(np.broadcast_to(y, np.shape(a * y)), a)  # return np.sum(a * y)
    y_bar = unbroadcast(np.broadcast_to(a, np.shape(a * y)), y)
    x_bar = unbroadcast(a_bar, x)  # a, _, a = x * y, y, x - y
    y_bar = y_bar + unbroadcast(-a_bar, y)
    y = y_old
    x_bar = x_bar + unbroadcast(y * y_bar, x)  # y, y = x, y * x
    y_bar = unbroadcast(x * y_bar, y)
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
