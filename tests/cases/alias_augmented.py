"""Augmented assignment of an array works in place: every name of it sees the change."""

import numpy as np


def alias_augmented(x):
    y = x * 1.0
    z = y
    z += x * x
    return np.sum(y * z)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def alias_augmented_grad(x):
    """Gradient of `alias_augmented` with respect to x."""
    y = x * 1.0
    y_bar = np.zeros_like(y)
    z = y
    z_bar = y_bar
    z += x * x

    # Reverse sweep
    y_bar += z  # return np.sum(y * z)
    z_bar += y
    x_bar = 2 * x * z_bar  # z += x * x
    x_bar += y_bar  # y = x * 1.0
    return x_bar
