"""x[i] = v on a local copy."""

import numpy as np


def element_store(x):
    y = x.copy()
    y[0] = x[1] * x[2]
    y[2] = y[0] * y[1]
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def element_store_grad(x):
    """Gradient of `element_store` with respect to x."""
    y = x.copy()
    y[0] = x[1] * x[2]
    y[2] = y[0] * y[1]

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y)
    y_bar[0] += y[1] * y_bar[2]  # y[2] = y[0] * y[1]
    y_bar[1] += y[0] * y_bar[2]
    y_bar[2] = 0.0
    x_bar = np.zeros_like(x)  # y[0] = x[1] * x[2]
    x_bar[1] = x[2] * y_bar[0]
    x_bar[2] = x[1] * y_bar[0]
    y_bar[0] = 0.0
    x_bar += y_bar  # y = x.copy()
    return x_bar
