"""A name bound to a function of itself: the same text is another value."""

import numpy as np


def rebound_by_own_function(x, w):
    x = np.cos(x)
    y = np.sin(x)
    w = w @ w
    z = w @ w
    return x * y * np.sum(z * w)


WRT = ("x", "w")


def samples(rng):
    return [(1.1, rng.normal(size=(2, 2)))]


# --- expected ---
import numpy as np


def rebound_by_own_function_grad(x, w):
    """Gradient of `rebound_by_own_function` with respect to x and w."""
    x_old = x
    x = np.cos(x)
    y = np.sin(x)
    w_old = w
    w = w @ w
    z = w @ w

    # Reverse sweep
    product_bar = np.sum(z * w)  # return x * y * np.sum(z * w)
    product_bar2 = x * y
    x_bar = y * product_bar
    y_bar = x * product_bar
    z_bar = w * product_bar2
    w_bar = z * product_bar2
    w_bar += z_bar @ w.T + w.T @ z_bar  # z = w @ w
    w_bar = w_bar @ w_old.T + w_old.T @ w_bar  # w = w @ w
    x_bar += np.cos(x) * y_bar  # y = np.sin(x)
    x_bar = -np.sin(x_old) * x_bar  # x = np.cos(x)
    return float(x_bar), w_bar
