"""A store through a view of a view, and one into the base that the view sees."""

import numpy as np


def view_written(x):
    y = x * 2.0
    v = y[1:]
    w = v[1:]
    w[0] = x[0] ** 2
    y[1] = x[3] * v[2]
    return np.sum(v * v) + w[0]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=5),)]


# --- expected ---
import numpy as np


def view_written_grad(x):
    """Gradient of `view_written` with respect to x."""
    y = x * 2.0
    y_bar = np.zeros_like(y)
    v = y[1:]
    v_bar = y_bar[1:]
    w = v[1:]
    w_bar = v_bar[1:]
    w[0] = x[0] ** 2
    y_old = y[1]
    y[1] = x[3] * v[2]

    # Reverse sweep
    v_bar += 2 * v  # return np.sum(v * v) + w[0]
    w_bar[0] += 1.0
    y[1] = y_old
    y_section_bar = y_bar[1]  # y[1] = x[3] * v[2]
    y_bar[1] = 0.0
    x_bar = np.zeros_like(x)
    x_bar[3] = v[2] * y_section_bar
    v_bar[2] += x[3] * y_section_bar
    x_bar[0] = 2 * x[0] * w_bar[0]  # w[0] = x[0] ** 2
    w_bar[0] = 0.0
    x_bar += 2.0 * y_bar  # y = x * 2.0
    return x_bar
