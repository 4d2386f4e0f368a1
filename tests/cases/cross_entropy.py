"""The gradient of a mean is a number, not an array of one number."""

import numpy as np

WRT = ("w", "b")


def cross_entropy(w, b, X, y, lam):
    z = X @ w + b
    p = 1 / (1 + np.exp(-z))
    ll = y * np.log(p) + (1 - y) * np.log(1 - p)
    return -np.mean(ll) + lam * np.sum(w**2)


def samples(rng):
    X = rng.normal(size=(5, 3))
    y = np.array([0.0, 1.0, 1.0, 0.0, 1.0])
    return [(rng.normal(size=3), 0.3, X, y, lam) for lam in (0.1, 0.0)]


# --- expected ---
import numpy as np


def cross_entropy_grad(w, b, X, y, lam):
    """Gradient of `cross_entropy` with respect to w and b."""
    z = X @ w + b
    p = 1 / (1 + np.exp(-z))
    ll = y * np.log(p) + (1 - y) * np.log(1 - p)

    # Reverse sweep
    ll_bar = -1.0 / len(ll)  # return -np.mean(ll) + lam * np.sum(w**2)
    w_bar = 2 * w * lam
    p_bar = y * ll_bar / p - (1 - y) * ll_bar / (1 - p)  # ll = y * np.log(p) + ...
    z_bar = p * (1 - p) * p_bar  # p = 1 / (1 + np.exp(-z))
    w_bar += X.T @ z_bar  # z = X @ w + b
    b_bar = np.sum(z_bar)
    return w_bar, float(b_bar)
