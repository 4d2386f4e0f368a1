"""A denominator's numerator is of named numbers only: the names stay."""

import numpy as np

WRT = ("theta", "length")
LIKE = True


def constants_keep_names(theta, length):
    g = 9.81
    dt = 0.01
    return theta - dt * g / length * np.sin(theta)


def samples(rng):
    yield rng.normal(), 1.3


# --- expected ---
import numpy as np


def constants_keep_names_grad(theta, length):
    """Gradient of `constants_keep_names` with respect to theta and length."""
    g = 9.81
    dt = 0.01

    # Reverse sweep
    theta_bar = 1.0 - np.cos(theta) * dt * g / length  # return theta - dt * g / ...
    length_bar = dt * g / length / length * np.sin(theta)
    return float(theta_bar), float(length_bar)
