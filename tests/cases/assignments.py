"""Assignments in a row, a name used by several, a name assigned twice."""

import numpy as np


def assignments(x, y):
    a = x * y
    b = np.sin(a) + x
    a = a * b
    return a + b


WRT = ("x", "y")


def samples(rng):
    return [(0.7, 1.3), (-0.2, 2.0)]


# --- expected ---
