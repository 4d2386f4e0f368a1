"""`s * x + s` with s a float, a 0-d array, and arrays of one element."""

import numpy as np


def scalar_shapes(x, s):
    return np.sum((s * x + s) ** 2)


WRT = ("x", "s")


def samples(rng):
    x = rng.normal(size=3)
    shapes = [np.float64(0.5), np.array(0.5), np.array([0.5]), np.array([[0.5]])]
    return [(x, 0.5), *((x, s) for s in shapes)]


# --- expected ---
import numpy as np


def scalar_shapes_grad(x, s):
    """Gradient of `scalar_shapes` with respect to x and s."""
    sum_bar = 2 * (s * x + s)  # return np.sum((s * x + s) ** 2)
    s_bar = x @ sum_bar + np.sum(sum_bar)
    x_bar = s * sum_bar
    return x_bar, float(s_bar)
