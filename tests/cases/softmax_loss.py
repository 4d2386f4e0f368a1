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
