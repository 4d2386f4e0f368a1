"""if, elif and else; a branch that assigns and one that does not."""

import numpy as np


def branches(x, y):
    z = x * y
    if x > 1.0:
        z = np.sin(z)
    elif x > 0.0:
        z = z * z
        y = y + z
    else:
        z = -z
    if y < 0.0:
        z = z * y
    return z + y


WRT = ("x", "y")


def samples(rng):
    return [(1.5, 0.4), (0.5, 0.4), (-0.5, -2.0), (0.5, -3.0)]


# --- expected ---
