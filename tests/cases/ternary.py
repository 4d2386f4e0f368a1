"""Conditional expressions, one inside another."""

import numpy as np


def ternary(x, y):
    a = x if x > y else y
    return np.log(a) if a > 2.0 else (a * a if a > 0.0 else x * y)


WRT = ("x", "y")


def samples(rng):
    return [(3.0, 1.0), (0.5, 1.5), (-1.0, -2.0)]


# --- expected ---
