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
