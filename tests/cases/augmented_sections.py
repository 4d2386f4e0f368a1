"""Augmented assignment of overlapping sections."""

import numpy as np


def augmented_sections(x):
    y = np.ones(4)
    y[1:] *= x[1:]
    y[:2] += x[:2] * y[:2]
    y[2] -= x[0]
    y /= 1.0 + x * x
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def augmented_sections_grad(x):
    """Gradient of `augmented_sections` with respect to x."""
    y = np.ones(4)
    y_old = y[1:].copy()
    y[1:] *= x[1:]
    y_old2 = y[:2].copy()
    y[:2] += x[:2] * y[:2]
    y_old3 = y[2]
    y[2] -= x[0]
    y_old4 = y.copy()
    y /= 1.0 + x * x

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y)
    product_bar = -y / (1.0 + x * x) * y_bar  # y /= 1.0 + x * x
    y = y_old4
    x_bar = 2 * x * product_bar
    y_bar = y_bar / (1.0 + x * x)
    y[2] = y_old3
    x_bar[0] -= y_bar[2]  # y[2] -= x[0]
    y[:2] = y_old2
    x_bar[:2] += y[:2] * y_bar[:2]  # y[:2] += x[:2] * y[:2]
    y_bar[:2] = (1 + x[:2]) * y_bar[:2]
    y[1:] = y_old
    x_bar[1:] += y[1:] * y_bar[1:]  # y[1:] *= x[1:]
    return x_bar
