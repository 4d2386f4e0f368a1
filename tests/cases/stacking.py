"""concatenate, stack, and an array of parts taken from others."""

import numpy as np


def stacking(x, y):
    a = np.concatenate([x, y, x[:1]])
    b = np.stack([x, y * y], axis=1)
    c = np.array([x[0], y[1], 1.0, x[0] * y[0]])
    return np.sum(a**2) * np.sum(b[:, 0] * b[:, 1]) + np.sum(c**3)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=2), rng.normal(size=2))]


# --- expected ---
import numpy as np


def stacking_grad(x, y):
    """Gradient of `stacking` with respect to x and y."""
    a = np.concatenate([x, y, x[:1]])
    b = np.stack([x, y * y], axis=1)
    c = np.array([x[0], y[1], 1.0, x[0] * y[0]])

    # Reverse sweep
    product_bar = np.sum(a**2)  # return np.sum(a**2) * np.sum(...) + np.sum(c**3)
    a_bar = 2 * a * (b[:, 0] @ b[:, 1])
    b_bar = np.zeros_like(b)
    b_bar[:, 0] = b[:, 1] * product_bar
    b_bar[:, 1] = b[:, 0] * product_bar
    c_bar = 3 * c**2
    x_bar2, y_bar2, _, product_bar2 = c_bar  # c = np.array(...)
    x_bar = np.zeros_like(x)
    x_bar[0] = x_bar2 + y[0] * product_bar2
    y_bar = np.zeros_like(y)
    y_bar[1] = y_bar2
    y_bar[0] = x[0] * product_bar2
    x_bar3, product_bar3 = np.moveaxis(b_bar, 1, 0)  # b = np.stack([x, y * y], axis=1)
    x_bar += x_bar3
    y_bar += 2 * y * product_bar3
    x_bar4, y_bar3, x_bar5 = np.split(a_bar, np.cumsum([len(x), len(y)]))  # a = ...
    x_bar += x_bar4
    y_bar += y_bar3
    x_bar[:1] += x_bar5
    return x_bar, y_bar
