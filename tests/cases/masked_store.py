"""A store under a mask, the mask made of the values themselves."""

import numpy as np


def masked_store(x):
    y = x * 2.0
    y[y < 0.0] = 0.0
    y[x > 1.0] *= x[x > 1.0]
    return np.sum(y * y * y)


WRT = "x"


def samples(rng):
    return [(np.array([-1.0, 0.5, 1.5, 2.0, -0.2]),), (np.array([-1.0]),)]


# --- expected ---
import numpy as np


def masked_store_grad(x):
    """Gradient of `masked_store` with respect to x."""
    y = x * 2.0
    mask = y < 0.0
    y[mask] = 0.0
    x2 = x[x > 1.0]
    y2 = y[x > 1.0]
    y[x > 1.0] *= x2

    # Reverse sweep
    y_bar = 3 * y * y  # return np.sum(y * y * y)
    x_bar = np.zeros_like(x)  # y[x > 1.0] *= x[x > 1.0]
    x_bar[x > 1.0] = unbroadcast(y2 * y_bar[x > 1.0], x2)
    y_bar[x > 1.0] = x2 * y_bar[x > 1.0]
    y_bar[mask] = 0.0  # y[y < 0.0] = 0.0
    x_bar += 2.0 * y_bar  # y = x * 2.0
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
