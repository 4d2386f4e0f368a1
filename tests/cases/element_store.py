"""x[i] = v on a local copy."""

import numpy as np


def element_store(x):
    y = x.copy()
    y[0] = x[1] * x[2]
    y[2] = y[0] * y[1]
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
