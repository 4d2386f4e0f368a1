"""A name bound to a view of its own array, which is then changed in place."""

import numpy as np


def view_of_itself(x, y):
    before = y * x
    y = y[::-1]
    s = np.sum(y * x)
    y -= np.sin(before)
    return np.sum(y * before) + s * s


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def view_of_itself_grad(x, y):
    """Gradient of `view_of_itself` with respect to x and y."""
    y = y.copy()
    before = y * x
    y_old = y
    y = y[::-1]
    s = np.sum(y * x)
    y_old2 = y.copy()
    y -= np.sin(before)

    # Reverse sweep
    y_bar = before  # return np.sum(y * before) + s * s
    before_bar = y.copy()
    s_bar = 2 * s
    y[...] = y_old2
    before_bar -= np.cos(before) * y_bar  # y -= np.sin(before)
    y_bar = y_bar + x * s_bar  # s = np.sum(y * x)
    x_bar = y * s_bar
    y_bar2 = y_bar  # y = y[::-1]
    y_bar = np.zeros_like(y_old)
    y_bar[::-1] = y_bar2
    y_bar += x * before_bar  # before = y * x
    x_bar += y_old * before_bar
    return x_bar, y_bar
