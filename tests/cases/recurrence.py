"""A recurrence in an array that is filled as the loop goes."""

import numpy as np


def recurrence(x0, a, n):
    f = np.empty(n + 1)
    f[0] = x0
    for i in range(n):
        f[i + 1] = np.sin(f[i]) + a * f[i] ** 2
    return np.sum(f)


WRT = ("x0", "a")


def samples(rng):
    return [(0.4, 0.3, 5), (0.4, 0.3, 0)]


# --- expected ---
