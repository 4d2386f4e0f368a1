"""Returns one after another."""

import numpy as np


def guard_clauses(x):
    if x < -1.0:
        return -x
    if x < 0.0:
        return x * x
    y = np.sqrt(1.0 + x)
    if y > 2.0:
        return y
    return y * x


WRT = "x"


def samples(rng):
    return [(-2.0,), (-0.5,), (5.0,), (1.0,)]


# --- expected ---
