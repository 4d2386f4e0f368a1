"""Rebinding is not a store: the old array keeps its value."""

import numpy as np


def rebinding(x):
    y = x * 2.0
    z = y
    y = y * x
    z[0] = 1.0
    y[1] = z[1] * z[2]
    return np.sum(y * z)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
