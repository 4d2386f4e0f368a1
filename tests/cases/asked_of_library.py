"""A name that only some versions of NumPy have."""

import numpy as np


def asked_of_library(y, dx):
    if hasattr(np, "trapezoid_of_old"):
        area = np.trapezoid_of_old(y, dx)
    else:
        area = dx * np.sum(0.5 * (y[1:] + y[:-1]))
    return area**2


WRT = ("y", "dx")


def samples(rng):
    return [(rng.normal(size=5), 0.3)]


# --- expected ---
import numpy as np


def asked_of_library_grad(y, dx):
    """Gradient of `asked_of_library` with respect to y and dx."""
    sum_value = np.sum(0.5 * (y[1:] + y[:-1]))
    area = dx * sum_value

    # Reverse sweep
    area_bar = 2 * area  # return area**2
    sum_bar = 0.5 * dx * area_bar  # area = dx * np.sum(0.5 * (y[1:] + y[:-1]))
    dx_bar = sum_value * area_bar
    y_bar = np.zeros_like(y)
    y_bar[1:] = sum_bar
    y_bar[:-1] += sum_bar
    return y_bar, float(dx_bar)
