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
