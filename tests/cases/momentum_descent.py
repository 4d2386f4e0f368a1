"""Gradient descent with momentum written out: the learning rate is active."""

import numpy as np


def momentum_descent(w, rate, beta, X, y, steps):
    m = np.zeros_like(w)
    for k in range(steps):
        g = X.T @ (X @ w - y) / len(y)
        m = beta * m + g
        w = w - rate * m
    return np.sum((X @ w - y) ** 2)


WRT = ("w", "rate", "beta")
LIKE = True


def samples(rng):
    return [
        (rng.normal(size=2), 0.1, 0.8, rng.normal(size=(4, 2)), rng.normal(size=4), 3)
    ]


# --- expected ---
