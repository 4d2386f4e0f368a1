"""The cross product of vectors of two, which is a number."""

import numpy as np


def cross_of_two(x, y):
    return np.cross(x, y) ** 2


WRT = ("x", "y")


def samples(rng):
    return [(np.array([0.3, 0.4]), np.array([0.1, -0.5]))]


# --- expected ---
# cross_of_two.py:7:12: cross of vectors of two - write a[..., 0] * b[..., 1] - a[..., 1] * b[..., 0]
#     return np.cross(x, y) ** 2
#            ^
