"""A section overwritten, then read whole; overlapping sections."""

import numpy as np


def section_store(x, v):
    y = np.zeros(5)
    y[1:4] = x * v
    y[:2] = y[2:4] * v
    y[3:] = 2.0 * y[1:3]
    return np.sum(y * np.arange(5.0))


WRT = ("x", "v")


def samples(rng):
    return [(rng.normal(size=3), 1.5)]


# --- expected ---
