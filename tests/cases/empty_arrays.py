"""Arrays without elements, and a list without items."""

import numpy as np


def empty_arrays(x):
    total = np.sum(x[3:] ** 2) + np.sum(x)
    for v in x[5:]:
        total = total * v
    return total


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),), (np.zeros(0),)]


# --- expected ---
