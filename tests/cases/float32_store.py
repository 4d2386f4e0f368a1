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
    e_bar[1:] = y[1:] * y_bar[1:]
    y_bar[1:] = e[1:] * y_bar[1:]
    e_bar += y_bar  # y += e
    x_bar = y_bar  # y = x * 1.0
    return np.asarray(x_bar, dtype=x.dtype), np.asarray(e_bar, dtype=e.dtype)
