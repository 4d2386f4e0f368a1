"""Rebinding is not a store: the old array keeps its value."""

import numpy as np


def rebinding(x):
    y = x * 2.0
    z = y
    y = y * x
    z[0] = 1.0
    y[1] = z[1] * z[2]
    return np.sum(y * z)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def rebinding_grad(x):
    """Gradient of `rebinding` with respect to x."""
    y = x * 2.0
    y_bar = np.zeros_like(y)
    z = y
    z_bar = y_bar
    y_old = y
    y = y * x
    y_bar_old = y_bar
    y_bar = np.zeros_like(y)
    z_old = z[0]
    z[0] = 1.0
    y_old2 = y[1]
    y[1] = z[1] * z[2]

    # Reverse sweep
    y_bar += z  # return np.sum(y * z)
    z_bar += y
    y[1] = y_old2
    y_section_bar = y_bar[1]  # y[1] = z[1] * z[2]
    y_bar[1] = 0.0
    z_bar[1] += z[2] * y_section_bar
    z_bar[2] += z[1] * y_section_bar
    z[0] = z_old
    z_bar[0] = 0.0  # z[0] = 1.0
    y_bar2 = y_bar  # y = y * x
    y_bar = y_bar_old
    y_bar += x * y_bar2
    x_bar = y_old * y_bar2
    x_bar += 2.0 * y_bar  # y = x * 2.0
    return x_bar
