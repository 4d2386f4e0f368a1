"""where(x > 0, log(x), 0): finite at and below zero."""

import numpy as np


def where_safe(x):
    a = np.where(x > 0.0, np.log(np.where(x > 0.0, x, 1.0)), 0.0)
    b = np.where(x > 0.5, x * x, -x)
    return np.sum(a * b)


WRT = "x"


def samples(rng):
    return [(np.array([-1.0, 0.7, 2.0, 0.1]),)]


# --- expected ---
import numpy as np


def where_safe_grad(x):
    """Gradient of `where_safe` with respect to x."""
    where = np.where(x > 0.0, x, 1.0)
    a = np.where(x > 0.0, np.log(where), 0.0)
    b = np.where(x > 0.5, x * x, -x)

    # Reverse sweep
    a_bar = b  # return np.sum(a * b)
    b_bar = a
    x_bar = 2 * x * np.where(x > 0.5, b_bar, 0) - np.where(x > 0.5, 0, b_bar)  # b = ...
    x_bar += np.where(x > 0.0, a_bar / np.where(x > 0.0, where, 0.5), 0)  # a = ...
    return x_bar
