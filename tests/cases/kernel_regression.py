"""Nadaraya-Watson regression by broadcasting, the bandwidth active."""

import numpy as np


def kernel_regression(x, y, at, width):
    d = (at[:, None] - x[None, :]) / width
    weights = np.exp(-0.5 * d**2)
    return weights @ y / np.sum(weights, axis=1)


WRT = ("x", "y", "width")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4), rng.normal(size=2), 0.8)]


# --- expected ---
import numpy as np


def kernel_regression_vjp(x, y, at, width, *, cotangent):
    """Value and vector-Jacobian product of `kernel_regression` with respect to x, y
    and width.
    """
    d = (at[:, None] - x[None, :]) / width
    weights = np.exp(-0.5 * d**2)
    sum_weights = np.sum(weights, axis=1)
    ans = weights @ y / sum_weights

    # Reverse sweep
    product_bar = cotangent / sum_weights  # return weights @ y / np.sum(...)
    weights_bar = np.outer(product_bar, y) - (ans * product_bar)[:, None]
    y_bar = weights.T @ product_bar
    d_bar = -d * weights * weights_bar  # weights = np.exp(-0.5 * d**2)
    x_bar = -np.sum(d_bar / width, axis=0)  # d = (at[:, None] - x[None, :]) / width
    width_bar = -np.sum(d / width * d_bar)
    return ans, (x_bar, y_bar, float(width_bar))
