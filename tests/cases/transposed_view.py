"""Stores through a transpose, a reshape and a diagonal row."""

import numpy as np


def transposed_view(m, x):
    a = m.copy()
    t = a.T
    t[0] = x
    flat = a.reshape(-1)
    flat[4] *= x[1]
    row = a[2]
    row += x * x
    return np.sum(a * a)


WRT = ("m", "x")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3))]


# --- expected ---
