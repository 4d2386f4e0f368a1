"""A least-squares loss with a ridge: constants fold, the residual is used again."""

import numpy as np


def quadratic_loss(w, X, y, ridge):
    r = X @ w - y
    return np.sum(r**2) / (2 * len(y)) + ridge * np.sum(w**2)


WRT = ("w", "ridge")
LIKE = True


def samples(rng):
    return [(rng.normal(size=2), rng.normal(size=(5, 2)), rng.normal(size=5), 0.3)]


# --- expected ---
import numpy as np


def quadratic_loss_grad(w, X, y, ridge):
    """Gradient of `quadratic_loss` with respect to w and ridge."""
    r = X @ w - y

    # Reverse sweep
    r_bar = 2 * r / (2 * len(y))  # return np.sum(r**2) / (...) + ridge * np.sum(w**2)
    ridge_bar = np.sum(w**2)
    w_bar = 2 * w * ridge
    w_bar += X.T @ r_bar  # r = X @ w - y
    return w_bar, float(ridge_bar)
