"""An array times a seed that is one is that array, which is nobody else's to change."""

import numpy as np


def seed_of_one(x, y):
    w = np.asarray(x)
    s = np.sum(w * w[::-1])
    z = np.zeros(2)
    for i in range(2):
        z[i] = x[i] * y[i]
    return s + np.sum(z * z)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def seed_of_one_grad(x, y):
    """Gradient of `seed_of_one` with respect to x and y."""
    w = np.asarray(x)
    z = np.zeros(2)
    for i in range(2):
        z[i] = x[i] * y[i]

    # Reverse sweep
    z_bar = 2 * z  # return s + np.sum(z * z)
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    for i in reversed(range(2)):
        x_bar[i] = y[i] * z_bar[i]  # z[i] = x[i] * y[i]
        y_bar[i] = x[i] * z_bar[i]
    w_bar = w[::-1].copy()  # s = np.sum(w * w[::-1])
    w_bar[::-1] += w
    x_bar += w_bar  # w = np.asarray(x)
    return x_bar, y_bar
