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
import numpy as np


def gauss_seidel_vjp(A, b, sweeps, *, cotangent):
    """Value and vector-Jacobian product of `gauss_seidel` with respect to A and b."""
    x_stack = []
    x = 0.0 * b
    for k in range(sweeps):
        for i in range(len(b)):
            s = b[i]
            for j in range(len(b)):
                if j != i:
                    s = s - A[i, j] * x[j]
            x_stack.append(x[i])
            x[i] = s / A[i, i]
    ans = x.copy()

    # Reverse sweep
    x_bar = cotangent.copy()  # return x
    A_bar = np.zeros_like(A)
    b_bar = np.zeros_like(b)
    for k in reversed(range(sweeps)):
        for i in reversed(range(len(b))):
            s_bar = x_bar[i] / A[i, i]  # x[i] = s / A[i, i]
            A_bar[i, i] -= x[i] * s_bar
            x[i] = x_stack.pop()
            x_bar[i] = 0.0
            for j in reversed(range(len(b))):
                if j != i:
                    A_bar[i, j] -= x[j] * s_bar  # s = s - A[i, j] * x[j]
                    x_bar[j] -= A[i, j] * s_bar
            b_bar[i] += s_bar  # s = b[i]
    b_bar += 0.0 * x_bar  # x = 0.0 * b
    return ans, (A_bar, b_bar)
