"""A for over the elements of an array, and over the rows of a matrix."""

import numpy as np


def for_array(x, m):
    total = 0.0
    for v in x:
        total = total + v * v
    for row in m:
        total = total + np.sum(row) * np.sum(row * row)
    return total


WRT = ("x", "m")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=(2, 3)))]


# --- expected ---
