"""maximum, minimum, clip and abs away from their kinks."""

import numpy as np


def rectifiers(x, y, lo):
    a = np.maximum(x, 0.0) + np.minimum(x, y)
    b = np.clip(x, lo, 2.0) * np.abs(y)
    return np.sum(a * b) + np.sum(np.maximum(lo, y) * np.sign(x))


WRT = ("x", "y", "lo")


def samples(rng):
    return [(np.array([-1.5, 0.3, 2.6]), np.array([0.2, -0.9, 1.4]), -0.6)]


# --- expected ---
import numpy as np


def rectifiers_grad(x, y, lo):
    """Gradient of `rectifiers` with respect to x, y and lo."""
    a = np.maximum(x, 0.0) + np.minimum(x, y)
    abs_y = np.abs(y)
    maximum_x = np.maximum(x, lo)
    minimum = np.minimum(maximum_x, 2.0)
    b = minimum * abs_y

    # Reverse sweep
    maximum_lo_bar = np.sign(x)  # return np.sum(a * b) + np.sum(...)
    a_bar = b
    b_bar = a
    lo_bar = np.sum(np.where(lo == y, 0.5 * maximum_lo_bar, (lo > y) * maximum_lo_bar))
    y_bar = np.where(lo == y, 0.5 * maximum_lo_bar, (y > lo) * maximum_lo_bar)
    maximum_x_bar = (maximum_x < 2.0) * (abs_y * b_bar)  # b = np.clip(...) * np.abs(y)
    x_bar = np.where(x == lo, 0.5 * maximum_x_bar, (x > lo) * maximum_x_bar)
    lo_bar += np.sum(np.where(x == lo, 0.5 * maximum_x_bar, (lo > x) * maximum_x_bar))
    y_bar += np.sign(y) * minimum * b_bar
    # a = np.maximum(x, 0.0) + np.minimum(x, y)
    x_bar += (x > 0.0) * a_bar + np.where(x == y, 0.5 * a_bar, (x < y) * a_bar)
    y_bar += np.where(x == y, 0.5 * a_bar, (y < x) * a_bar)
    return x_bar, y_bar, float(lo_bar)
