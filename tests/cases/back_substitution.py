"""U x = b from the last row up."""

import numpy as np


def back_substitution(U, b):
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]
    return np.sum(x**2)


WRT = ("U", "b")
LIKE = True


def samples(rng):
    return [(np.triu(rng.normal(size=(4, 4))) + 3.0 * np.eye(4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def back_substitution_grad(U, b):
    """Gradient of `back_substitution` with respect to U and b."""
    n = len(b)
    x = np.zeros(n)
    for i in reversed(range(n)):
        x[i] = (b[i] - U[i, i + 1 :] @ x[i + 1 :]) / U[i, i]

    # Reverse sweep
    x_bar = 2 * x  # return np.sum(x**2)
    U_bar = np.zeros_like(U)
    b_bar = np.zeros_like(b)
    for i in range(n):
        sum_bar = x_bar[i] / U[i, i]  # x[i] = (...) / U[i, i]
        b_bar[i] = sum_bar
        U_bar[i, i + 1 :] -= sum_bar * x[i + 1 :]
        x_bar[i + 1 :] -= sum_bar * U[i, i + 1 :]
        U_bar[i, i] -= x[i] * sum_bar
    return U_bar, b_bar
