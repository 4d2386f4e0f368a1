"""Augmented assignment of overlapping sections."""

import numpy as np


def augmented_sections(x):
    y = np.ones(4)
    y[1:] *= x[1:]
    y[:2] += x[:2] * y[:2]
    y[2] -= x[0]
    y /= 1.0 + x * x
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
