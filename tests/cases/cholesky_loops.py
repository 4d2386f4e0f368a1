"""The factor of a positive matrix by three loops, in place."""

import numpy as np


def cholesky_loops(A):
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        d = A[j, j]
        for k in range(j):
            d -= L[j, k] ** 2
        L[j, j] = np.sqrt(d)
        for i in range(j + 1, n):
            s = A[i, j]
            for k in range(j):
                s -= L[i, k] * L[j, k]
            L[i, j] = s / L[j, j]
    return L


WRT = "A"
MODE = "vjp"
LIKE = True


def samples(rng):
    m = rng.normal(size=(3, 3))
    return [(m @ m.T + 3.0 * np.eye(3),)]


# --- expected ---
