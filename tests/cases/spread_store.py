"""What is written is spread over the section, a length of one over many."""

import numpy as np


def spread_store(x, v, w):
    y = x * 2.0
    y[1:] = v * w
    y[0] = w[0]
    y[:2] += v * v
    return np.sum(y * y) + np.sum(v) * y[1]


WRT = ("x", "v", "w")


def samples(rng):
    return [
        (rng.normal(size=4), rng.normal(size=1), rng.normal(size=1)),
        (rng.normal(size=4), rng.normal(size=1), rng.normal(size=3)),
    ]


# --- expected ---
import numpy as np


def spread_store_grad(x, v, w):
    """Gradient of `spread_store` with respect to x, v and w."""
    y = x * 2.0
    y[1:] = v * w
    y[0] = w[0]
    y[:2] += v * v

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y) + np.sum(v) * y[1]
    v_bar = np.broadcast_to(y[1], np.shape(v)).copy()
    y_bar[1] += np.sum(v)
    v_bar += 2 * v * unbroadcast(y_bar[:2], v).copy()  # y[:2] += v * v
    w_bar = np.zeros_like(w)  # y[0] = w[0]
    w_bar[0] = y_bar[0]
    y_bar[0] = 0.0
    product_bar = unbroadcast(y_bar[1:], v * w).copy()  # y[1:] = v * w
    v_bar += unbroadcast(w * product_bar, v)
    w_bar += unbroadcast(v * product_bar, w)
    y_bar[1:] = 0.0
    x_bar = 2.0 * y_bar  # y = x * 2.0
    return x_bar, v_bar, w_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
