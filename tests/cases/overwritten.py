"""A name overwritten again and again where the old value is still needed in reverse."""

import numpy as np


def overwritten(x):
    y = np.sin(x)
    y = y * y
    y = np.exp(y)
    y = y * x
    return y


WRT = "x"


def samples(rng):
    return [(0.3,), (-1.1,)]


# --- expected ---
