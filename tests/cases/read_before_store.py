"""A value that the reverse needs is overwritten after it was read."""

import numpy as np


def read_before_store(x):
    y = x * x
    s = np.sum(y * y)
    y[0] = 7.0 * x[1]
    return s + np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def read_before_store_grad(x):
    """Gradient of `read_before_store` with respect to x."""
    y = x * x
    y_old = y[0]
    y[0] = 7.0 * x[1]

    # Reverse sweep
    y_bar = 2 * y  # return s + np.sum(y * y)
    y[0] = y_old
    x_bar = np.zeros_like(x)  # y[0] = 7.0 * x[1]
    x_bar[1] = 7.0 * y_bar[0]
    y_bar[0] = 0.0
    y_bar += 2 * y  # s = np.sum(y * y)
    x_bar += 2 * x * y_bar  # y = x * x
    return x_bar
