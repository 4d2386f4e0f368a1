"""A helper returns a view of its argument, which is then written to."""

import numpy as np


def inner(y):
    return y[1:-1]


def helper_returns_view(x):
    y = x * 2.0
    v = inner(y)
    v *= x[0]
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def helper_returns_view_grad(x):
    """Gradient of `helper_returns_view` with respect to x."""
    y = x * 2.0
    y_bar = np.zeros_like(y)
    v, v_bar = inner_forward(y, y_bar)
    v_old = v.copy()
    v *= x[0]

    # Reverse sweep
    y_bar += 2 * y  # return np.sum(y * y)
    v[...] = v_old
    x_bar = np.zeros_like(x)  # v *= x[0]
    x_bar[0] = v @ v_bar
    v_bar[...] = x[0] * v_bar
    x_bar += 2.0 * y_bar  # y = x * 2.0
    return x_bar


def inner_forward(y, y_bar):
    result = y[1:-1]
    return result, y_bar[1:-1]
