"""`y[i] = y[i] + e` and `y[i] += e` have one gradient."""

import numpy as np


def scatter_two_spellings(x, index):
    y = np.zeros(3)
    z = np.zeros(3)
    for k in range(len(index)):
        y[index[k]] = y[index[k]] + x[k] ** 2
        z[index[k]] += x[k] ** 2
    return np.sum(y * z)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), np.array([0, 2, 0, 1]))]


# --- expected ---
import numpy as np


def scatter_two_spellings_grad(x, index):
    """Gradient of `scatter_two_spellings` with respect to x."""
    y = np.zeros(3)
    z = np.zeros(3)
    for k in range(len(index)):
        y[index[k]] = y[index[k]] + x[k] ** 2
        z[index[k]] += x[k] ** 2

    # Reverse sweep
    y_bar = z.copy()  # return np.sum(y * z)
    z_bar = y.copy()
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(index))):
        x_bar[k] += 2 * x[k] * z_bar[index[k]]  # z[index[k]] += x[k] ** 2
        x_bar[k] += 2 * x[k] * y_bar[index[k]]  # y[index[k]] = y[index[k]] + x[k] ** 2
    return x_bar
