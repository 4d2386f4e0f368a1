"""One array passed as two values: their adjoints are not one array."""

import numpy as np


def same_twice(x, y):
    z = x + y
    return np.sum(z)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def same_twice_grad(x, y):
    """Gradient of `same_twice` with respect to x and y."""
    z = x + y

    # Reverse sweep
    z_bar = np.broadcast_to(1.0, np.shape(z))  # return np.sum(z)
    x_bar = unbroadcast(z_bar, x).copy()  # z = x + y
    y_bar = unbroadcast(z_bar, y).copy()
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
