"""where(x > 0, log(x), 0): finite at and below zero."""

import numpy as np


def where_safe(x):
    a = np.where(x > 0.0, np.log(np.where(x > 0.0, x, 1.0)), 0.0)
    b = np.where(x > 0.5, x * x, -x)
    return np.sum(a * b)


WRT = "x"


def samples(rng):
    return [(np.array([-1.0, 0.7, 2.0, 0.1]),)]


# --- expected ---
