"""An array that one way makes a number: a shape has any number of lengths."""

import numpy as np


def summed_before_return(x, y):
    if np.sum(x) < -0.4:
        y = np.sum(y)
        return np.sum(np.cos(x))
    y[:2] += np.sin(x[1:])
    x = np.sin(y)
    return np.sum(y)


WRT = ("x", "y")


def samples(rng):
    x, y = rng.uniform(0.2, 0.9, size=3), rng.normal(size=3)
    return [(x, y), (-x, y)]


# --- expected ---
import numpy as np


def summed_before_return_grad(x, y):
    """Gradient of `summed_before_return` with respect to x and y."""
    y = y.copy()
    condition = np.sum(x) < -0.4
    if condition:
        y_old = y
        y = np.sum(y)
    else:
        y[:2] += np.sin(x[1:])
        x_old = x
        x = np.sin(y)

    # Reverse sweep
    if condition:
        x_bar = -np.sin(x)  # return np.sum(np.cos(x))
        y = y_old
        y_bar = np.zeros_like(y)
    else:
        y_bar = np.broadcast_to(1.0, np.shape(y))  # return np.sum(y)
        x = x_old
        x_bar = np.zeros_like(x)  # y[:2] += np.sin(x[1:])
        x_bar[1:] = np.cos(x[1:]) * y_bar[:2]
    y_bar = y_bar.copy()
    return x_bar, y_bar
