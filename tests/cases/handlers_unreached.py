"""Handlers around what cannot raise: what they would do leaves no trace."""

import numpy as np

WRT = ("x", "y")


def handlers_unreached(x, y):
    first = y[[0, 0]] * x[-3]
    try:
        pass
    except IndexError:
        y[1:] = x[:-1]
    try:
        found = True
    except ValueError:
        found = False
    else:
        y[0] *= 3.0
    finally:
        y[1] *= 2.0
    return np.sum(y * y) + first[-1] if found else first[0]


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def handlers_unreached_grad(x, y):
    """Gradient of `handlers_unreached` with respect to x and y."""
    y = y.copy()
    first = y[[0, 0]] * x[-3]
    try:
        y_old = y[0]
        y[0] *= 3.0
    finally:
        y_old2 = y[1]
        y[1] *= 2.0

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y) + first[-1] if found else first[0]
    first_bar = np.zeros_like(first)
    first_bar[-1] = 1.0
    y[1] = y_old2
    y_bar[1] = 2.0 * y_bar[1]  # y[1] *= 2.0
    y[0] = y_old
    y_bar[0] = 3.0 * y_bar[0]  # y[0] *= 3.0
    np.add.at(y_bar, [0, 0], x[-3] * first_bar)  # first = y[[0, 0]] * x[-3]
    x_bar = np.zeros_like(x)
    x_bar[-3] = y[[0, 0]] @ first_bar
    return x_bar, y_bar
