"""A stack of matrices times one matrix, and times a vector."""

import numpy as np


def products_batched(T, A, x):
    return np.sum((T @ A) ** 2) + np.sum(T @ x) + np.sum((A.T @ T @ x) ** 2)


WRT = ("T", "A", "x")


def samples(rng):
    T = rng.normal(size=(2, 3, 3))
    return [(T, rng.normal(size=(3, 3)), rng.normal(size=3))]


# --- expected ---
