"""float64 values added to a float32 buffer in place are rounded there."""

import numpy as np


def float32_store(x, e):
    y = x * 1.0
    y += e
    y[1:] *= e[1:]
    return np.sum(y * y)


WRT = ("x", "e")
TOLERANCE = 1e-4
TRANSPOSED = 1e-4


def samples(rng):
    return [(rng.normal(size=3).astype(np.float32), rng.normal(size=3))]


# --- expected ---
import numpy as np


def float32_store_grad(x, e):
    """Gradient of `float32_store` with respect to x and e."""
    y = x * 1.0
    y += e
    y_old = y[1:].copy()
    y[1:] *= e[1:]

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y)
    y[1:] = y_old
    e_bar = np.zeros_like(e)  # y[1:] *= e[1:]
    e_bar[1:] = unbroadcast(y[1:] * y_bar[1:], e[1:])
    y_bar[1:] = e[1:] * y_bar[1:]
    e_bar += unbroadcast(y_bar, e)  # y += e
    x_bar = y_bar  # y = x * 1.0
    return np.asarray(x_bar, dtype=x.dtype), np.asarray(e_bar, dtype=e.dtype)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
