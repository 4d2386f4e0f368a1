"""One name twice among the targets: the last value counts."""

import numpy as np


def same_target_twice(x, y):
    y, y = x, y * x
    a, _, a = x * y, y, x - y
    return np.sum(a * y)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
def same_target_twice_grad(x, y):
    """Gradient of `same_target_twice` with respect to x and y."""
    y_old = y
    y = y * x
    a = x - y

    # Reverse sweep
    a_bar = y  # return np.sum(a * y)
    y_bar = a - a_bar  # a, _, a = x * y, y, x - y
    x_bar = a_bar + y_old * y_bar  # y, y = x, y * x
    y_bar = x * y_bar
    return x_bar, y_bar
