"""Sweeps that use new values as soon as they are there."""

import numpy as np


def gauss_seidel(A, b, sweeps):
    x = 0.0 * b
    for k in range(sweeps):
        for i in range(len(b)):
            s = b[i]
            for j in range(len(b)):
                if j != i:
                    s = s - A[i, j] * x[j]
            x[i] = s / A[i, i]
    return x


WRT = ("A", "b")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)) + 5.0 * np.eye(3), rng.normal(size=3), 3)]


# --- expected ---
