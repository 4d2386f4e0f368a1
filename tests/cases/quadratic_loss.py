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
