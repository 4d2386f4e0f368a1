"""The first of two writes to one place has no influence."""

import numpy as np


def dead_write(x):
    y = np.zeros(2)
    y[0] = np.exp(x[0])
    y[0] = x[1] * 2.0
    y[1] = x[0]
    return y[0] * y[1]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=2),)]


# --- expected ---
