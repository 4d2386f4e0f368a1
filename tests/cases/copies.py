"""A copy is another array; so is the result of arithmetic."""

import numpy as np


def copies(x):
    y = x.copy()
    z = np.array(x)
    w = +x
    y[0] = x[1] * 3.0
    z[1] = y[0]
    w[2] *= z[1]
    return np.sum(x * y * z * w)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
