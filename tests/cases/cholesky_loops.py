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
import numpy as np


def cholesky_loops_vjp(A, *, cotangent):
    """Value and vector-Jacobian product of `cholesky_loops` with respect to A."""
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

    # Reverse sweep
    L_bar = cotangent.copy()  # return L
    A_bar = np.zeros_like(A)
    for j in reversed(range(n)):
        for i in reversed(range(j + 1, n)):
            s_bar = L_bar[i, j] / L[j, j]  # L[i, j] = s / L[j, j]
            L_bar[j, j] -= L[i, j] * s_bar
            for k in reversed(range(j)):
                L_bar[i, k] -= L[j, k] * s_bar  # s -= L[i, k] * L[j, k]
                L_bar[j, k] -= L[i, k] * s_bar
            A_bar[i, j] += s_bar  # s = A[i, j]
        d_bar = 0.5 / L[j, j] * L_bar[j, j]  # L[j, j] = np.sqrt(d)
        for k in reversed(range(j)):
            L_bar[j, k] -= 2 * L[j, k] * d_bar  # d -= L[j, k] ** 2
        A_bar[j, j] += d_bar  # d = A[j, j]
    return L, A_bar
