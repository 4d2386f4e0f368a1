"""Globals of the module are read when the derivative is called."""

import numpy as np

RATE = 0.1
WEIGHTS = np.array([1.0, 2.0, 3.0])


def global_rate(x):
    return RATE * np.sum(WEIGHTS * x**2)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
