"""A rational function where the complex step is exact."""

import numpy as np


def complex_step(x, a):
    y = (x * a - 1.0) / (x * x + a)
    return np.sum(np.sin(y) * np.exp(y) / np.cosh(a))


WRT = ("x", "a")
COMPLEX_STEP = True
TOLERANCE = 1e-11


def samples(rng):
    return [(rng.normal(size=3), 1.7)]


# --- expected ---
