"""The sum of an array that may be None: its adjoint is a number."""

import numpy as np

WRT = ("x", "t")


def summed_if_there(x, t):
    weighted = x * t if x[1] > 0.26 else None
    t = t + (np.sum(weighted) if weighted is not None else x[-3])
    return np.sum(x * x) + t**2


def samples(rng):
    return [(np.array([0.3, 0.5, 0.7]), 1.3), (np.array([0.3, 0.1, 0.7]), -0.4)]


# --- expected ---
import numpy as np


def summed_if_there_grad(x, t):
    """Gradient of `summed_if_there` with respect to x and t."""
    weighted = x * t if x[1] > 0.26 else None
    chosen = np.sum(weighted) if weighted is not None else x[-3]
    t_old = t
    t = t + chosen

    # Reverse sweep
    x_bar = 2 * x  # return np.sum(x * x) + t**2
    t_bar = 2 * t
    if weighted is not None:  # t = t + (...)
        weighted_bar = t_bar
    else:
        x_bar[-3] += t_bar
        weighted_bar = 0.0
    if x[1] > 0.26:
        x_bar += t_old * weighted_bar  # weighted = x * t if x[1] > 0.26 else None
        t_bar += np.sum(x * weighted_bar)
    return x_bar, float(t_bar)
