"""r = x[i] of a matrix is a view: adding to it changes the matrix."""

import numpy as np


def row_updates(m):
    y = m * 1.0
    for i in range(1, len(y)):
        r = y[i]
        r += y[i - 1] * m[i]
    return np.sum(y * y)


WRT = "m"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 2)),)]


# --- expected ---
