"""Logistic regression with value and gradient at once."""

import numpy as np


def logistic_loss(w, b, X, y):
    z = X @ w + b
    return np.mean(np.logaddexp(0.0, z) - y * z) + 0.01 * np.sum(w * w)


WRT = ("w", "b")
MODE = "value_and_grad"
LIKE = True


def samples(rng):
    y = np.array([0.0, 1.0, 1.0, 0.0])
    return [(rng.normal(size=2), 0.2, rng.normal(size=(4, 2)), y)]


# --- expected ---
