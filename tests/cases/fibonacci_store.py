"""A recurrence over two old values, linear in them: only the factors are saved."""

import numpy as np


def fibonacci_store(x, w):
    f = np.zeros(len(w))
    f[0] = x
    f[1] = 2.0 * x
    for i in range(2, len(w)):
        f[i] = w[i] * f[i - 1] + f[i - 2]
    return f[-1]


WRT = ("x", "w")


def samples(rng):
    return [(0.8, rng.normal(size=6))]


# --- expected ---
