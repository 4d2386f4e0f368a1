"""Duplicate indices: `=` keeps the last writer, `+=` does not accumulate."""

import numpy as np


def fancy_store(x):
    y = np.zeros(3)
    y[[0, 0, 1]] = x
    y[[2, 2, 1]] += x * x
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
