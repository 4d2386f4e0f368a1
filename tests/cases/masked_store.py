"""A store under a mask, the mask made of the values themselves."""

import numpy as np


def masked_store(x):
    y = x * 2.0
    y[y < 0.0] = 0.0
    y[x > 1.0] *= x[x > 1.0]
    return np.sum(y * y * y)


WRT = "x"


def samples(rng):
    return [(np.array([-1.0, 0.5, 1.5, 2.0, -0.2]),), (np.array([-1.0]),)]


# --- expected ---
