"""cumsum, diff, flip and roll."""

import numpy as np


def cumulative(x):
    a = np.cumsum(x * x)
    b = np.diff(a * x)
    return np.sum(b**2) + np.flip(a)[0] * np.sum(x * np.roll(x, 1))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
