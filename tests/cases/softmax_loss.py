"""A softmax with the labels given as indices."""

import numpy as np


def softmax_loss(W, X, labels):
    z = X @ W
    p = np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
    return -np.mean(np.log(p[np.arange(len(labels)), labels]))


WRT = "W"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 3)), rng.normal(size=(4, 2)), np.array([0, 2, 1, 0]))]


# --- expected ---
import numpy as np


def softmax_loss_grad(W, X, labels):
    """Gradient of `softmax_loss` with respect to W."""
    z = X @ W
    p = np.exp(z) / np.sum(np.exp(z), axis=1, keepdims=True)
    p2 = p[np.arange(len(labels)), labels]

    # Reverse sweep
    p_bar = np.zeros_like(p)  # return -np.mean(...)
    p_bar[np.arange(len(labels)), labels] = -1 / len(p2) / p2
    z_bar = p * (p_bar - np.sum(p * p_bar, axis=1, keepdims=True))  # p = ...
    W_bar = X.T @ z_bar  # z = X @ W
    return W_bar
