"""Integers as weights: the adjoint is real before anything is written into it."""

import numpy as np


def integer_weights(x):
    a = x * 1.0
    a[0] = a[1] * 0.5
    a[2] *= 0.25
    return np.sum(a * np.arange(len(a)))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def integer_weights_grad(x):
    """Gradient of `integer_weights` with respect to x."""
    a = x * 1.0

    # Reverse sweep
    a_bar = np.arange(len(a)) * 1.0  # return np.sum(a * np.arange(len(a)))
    a_bar[2] = 0.25 * a_bar[2]  # a[2] *= 0.25
    a_bar[1] += 0.5 * a_bar[0]  # a[0] = a[1] * 0.5
    a_bar[0] = 0.0
    x_bar = a_bar  # a = x * 1.0
    return x_bar
