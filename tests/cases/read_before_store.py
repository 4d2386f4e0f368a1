"""A value that the reverse needs is overwritten after it was read."""

import numpy as np


def read_before_store(x):
    y = x * x
    s = np.sum(y * y)
    y[0] = 7.0 * x[1]
    return s + np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
