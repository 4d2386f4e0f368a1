"""A matrix product by three loops, in place."""

import numpy as np


def triple_loop(a, b):
    c = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                c[i, j] += a[i, k] * b[k, j]
    return c


WRT = ("a", "b")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 3)), rng.normal(size=(3, 2)))]


# --- expected ---
