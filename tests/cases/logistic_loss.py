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
import numpy as np


def logistic_loss_value_and_grad(w, b, X, y):
    """Value and gradient of `logistic_loss` with respect to w and b."""
    z = X @ w + b
    logaddexp = np.logaddexp(0.0, z)
    ans = np.mean(logaddexp - y * z) + 0.01 * np.sum(w * w)

    # Reverse sweep
    z_bar = (np.exp(z - logaddexp) - y) / len(z)  # return np.mean(...) + 0.01 * ...
    w_bar = 0.02 * w
    w_bar += X.T @ z_bar  # z = X @ w + b
    b_bar = np.sum(z_bar)
    return ans, (w_bar, float(b_bar))
