"""Tuples of one target, an element: each store is made once."""

import numpy as np


def one_element_unpacked(x):
    y = x * 1.0
    (y[0],) = (y[0] * y[1],)
    [(y[1], y[2])] = [(y[2] * x[0], y[1])]
    pair = [y[0], y[1]]
    (pair[0],) = (pair[0] ** 2,)
    return np.sum(y * y) + pair[0] * pair[1]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def one_element_unpacked_grad(x):
    """Gradient of `one_element_unpacked` with respect to x."""
    y = x * 1.0
    y_old = y[0]
    y[0] = y[0] * y[1]
    y_new = y[1]
    y_old2 = y[1]
    y[1] = y[2] * x[0]
    y_old3 = y[2]
    y[2] = y_new
    pair = [y[0], y[1]]
    pair_old = pair[0]
    pair[0] = pair[0] ** 2

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y) + pair[0] * pair[1]
    pair_bar = [0.0] * len(pair)
    pair_bar[0] = pair[1]
    pair_bar[1] = pair[0]
    pair[0] = pair_old
    pair_bar[0] = 2 * pair[0] * pair_bar[0]  # (pair[0],) = (pair[0] ** 2,)
    y_bar[0] += pair_bar[0]  # pair = [y[0], y[1]]
    y_bar[1] += pair_bar[1]
    y[2] = y_old3
    y_new_bar = y_bar[2]  # [(y[1], y[2])] = [(y[2] * x[0], y[1])]
    y_bar[2] = 0.0
    y[1] = y_old2
    y_bar[2] += x[0] * y_bar[1]
    x_bar = np.zeros_like(x)
    x_bar[0] = y[2] * y_bar[1]
    y_bar[1] = y_new_bar
    y[0] = y_old
    y_bar[1] += y[0] * y_bar[0]  # (y[0],) = (y[0] * y[1],)
    y_bar[0] = y[1] * y_bar[0]
    x_bar += y_bar  # y = x * 1.0
    return x_bar
