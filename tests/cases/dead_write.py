"""The first of two writes to one place has no influence."""

import numpy as np


def dead_write(x):
    y = np.zeros(2)
    y[0] = np.exp(x[0])
    y[0] = x[1] * 2.0
    y[1] = x[0]
    return y[0] * y[1]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=2),)]


# --- expected ---
import numpy as np


def dead_write_grad(x):
    """Gradient of `dead_write` with respect to x."""
    y = np.zeros(2)
    y[0] = np.exp(x[0])
    y_old = y[0]
    y[0] = x[1] * 2.0
    y[1] = x[0]

    # Reverse sweep
    y_bar = np.zeros_like(y)  # return y[0] * y[1]
    y_bar[0] = y[1]
    y_bar[1] = y[0]
    x_bar = np.zeros_like(x)  # y[1] = x[0]
    x_bar[0] = y_bar[1]
    y[0] = y_old
    x_bar[1] = 2.0 * y_bar[0]  # y[0] = x[1] * 2.0
    y_bar[0] = 0.0
    x_bar[0] += y[0] * y_bar[0]  # y[0] = np.exp(x[0])
    return x_bar
