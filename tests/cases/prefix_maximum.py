"""A running maximum with a leak: a branch in a loop that stores."""

import numpy as np


def prefix_maximum(x, leak):
    y = np.empty(len(x))
    best = x[0]
    for i in range(len(x)):
        best = best * leak
        if x[i] > best:
            best = x[i]
        y[i] = best
    return np.sum(y * y)


WRT = ("x", "leak")


def samples(rng):
    return [(np.array([1.0, 0.2, 2.0, 1.9, -1.0]), 0.9)]


# --- expected ---
