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
    v_bar += 2 * v * np.sum(y_bar[:2], axis=0, keepdims=True)  # y[:2] += v * v
    w_bar = np.zeros_like(w)  # y[0] = w[0]
    w_bar[0] = y_bar[0]
    y_bar[0] = 0.0
    product_bar = np.sum(y_bar[1:], axis=0, keepdims=True)  # y[1:] = v * w
    v_bar += w * product_bar
    w_bar += v * product_bar
    y_bar[1:] = 0.0
    x_bar = 2.0 * y_bar  # y = x * 2.0
    return x_bar, v_bar, w_bar
