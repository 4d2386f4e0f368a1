"""`y[i] = y[i] + e` and `y[i] += e` have one gradient."""

import numpy as np


def scatter_two_spellings(x, index):
    y = np.zeros(3)
    z = np.zeros(3)
    for k in range(len(index)):
        y[index[k]] = y[index[k]] + x[k] ** 2
        z[index[k]] += x[k] ** 2
    return np.sum(y * z)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), np.array([0, 2, 0, 1]))]


# --- expected ---
