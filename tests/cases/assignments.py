"""Assignments in a row, a name used by several, a name assigned twice."""

import numpy as np


def assignments(x, y):
    a = x * y
    b = np.sin(a) + x
    a = a * b
    return a + b


WRT = ("x", "y")


def samples(rng):
    return [(0.7, 1.3), (-0.2, 2.0)]


# --- expected ---
import numpy as np


def assignments_grad(x, y):
    """Gradient of `assignments` with respect to x and y."""
    a = x * y
    b = np.sin(a) + x

    # Reverse sweep
    b_bar = 1.0  # return a + b
    b_bar += a  # a = a * b
    a_bar = b + np.cos(a) * b_bar  # b = np.sin(a) + x
    x_bar = b_bar + y * a_bar  # a = x * y
    y_bar = x * a_bar
    return float(x_bar), float(y_bar)
