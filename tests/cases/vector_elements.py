"""r = x[i] of a vector is a number: adding to it changes nothing."""

import numpy as np


def vector_elements(x):
    y = x * 1.0
    s = 0.0
    for i in range(len(y)):
        r = y[i]
        r += 5.0
        s += r * r
    return s + np.sum(y * y)


WRT = "x"
LIKE = True


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
