"""Reading with an array of indices, some of them twice; its adjoint accumulates."""

import numpy as np


def gather(x, index):
    y = x[index]
    return np.sum(y**3 * np.arange(1.0, 5.0)) + x[index[0]]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), np.array([0, 0, 2, 1]))]


# --- expected ---
