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
    L_stack = []
    L_stack2 = []
    n = len(A)
    L = np.zeros((n, n))
    for j in range(n):
        d = A[j, j]
        for k in range(j):
            d -= L[j, k] ** 2
        L_stack.append(L[j, j])
        L[j, j] = np.sqrt(d)
        for i in range(j + 1, n):
            s = A[i, j]
            for k in range(j):
                s -= L[i, k] * L[j, k]
            L_stack2.append(L[i, j])
            L[i, j] = s / L[j, j]
    ans = L.copy()

    # Reverse sweep
    L_bar = cotangent  # return L
    A_bar = np.zeros_like(A)
    L_bar = L_bar.copy()
    for j in reversed(range(n)):
        for i in reversed(range(j + 1, n)):
            ans_L = L[i, j]  # L[i, j] = s / L[j, j]
            L[i, j] = L_stack2.pop()
            L_section_bar = L_bar[i, j]
            L_bar = L_bar.copy()
            L_bar[i, j] = 0.0
            s_bar = L_section_bar / L[j, j]
            L_bar[j, j] -= ans_L / L[j, j] * L_section_bar
            for k in reversed(range(j)):
                product_bar = -s_bar  # s -= L[i, k] * L[j, k]
                L_bar[i, k] += L[j, k] * product_bar
                L_bar[j, k] += L[i, k] * product_bar
            A_bar[i, j] += s_bar
        d_bar = 0.5 / L[j, j] * L_bar[j, j]  # L[j, j] = np.sqrt(d)
        L[j, j] = L_stack.pop()
        L_bar[j, j] = 0.0
        for k in reversed(range(j)):
            L_bar[j, k] -= 2 * L[j, k] * d_bar
        A_bar[j, j] += d_bar
    return ans, A_bar
