"""A helper that changes its argument and returns nothing."""

import numpy as np

from tests.cases._physics import relax


def helper_mutates(x, rate, n):
    y = x * x
    for k in range(n):
        relax(y, rate)
    return np.sum(y * x)


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=5), 0.3, 3), (rng.normal(size=5), 0.3, 0)]


# --- expected ---
# helper_mutates.py:11:9: relax changes its argument 'positions' - let it work on a copy and return the new array
#         relax(y, rate)
#         ^
