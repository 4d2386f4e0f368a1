"""A section overwritten, then read whole; overlapping sections."""

import numpy as np


def section_store(x, v):
    y = np.zeros(5)
    y[1:4] = x * v
    y[:2] = y[2:4] * v
    y[3:] = 2.0 * y[1:3]
    return np.sum(y * np.arange(5.0))


WRT = ("x", "v")


def samples(rng):
    return [(rng.normal(size=3), 1.5)]


# --- expected ---
import numpy as np


def section_store_grad(x, v):
    """Gradient of `section_store` with respect to x and v."""
    y = np.zeros(5)
    y[1:4] = x * v

    # Reverse sweep
    y_bar = np.broadcast_to(np.arange(5.0), np.shape(y))  # return np.sum(...)
    y_section_bar = y_bar[3:].copy()  # y[3:] = 2.0 * y[1:3]
    y_bar = y_bar.copy()
    y_bar[3:] = 0.0
    y_bar[1:3] += 2.0 * y_section_bar
    y_section_bar2 = y_bar[:2].copy()  # y[:2] = y[2:4] * v
    y_bar[:2] = 0.0
    y_bar[2:4] += v * y_section_bar2
    v_bar = y[2:4] @ y_section_bar2
    product_bar = unbroadcast(y_bar[1:4], x).copy()  # y[1:4] = x * v
    x_bar = v * product_bar
    v_bar += x @ product_bar
    return x_bar, float(v_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
