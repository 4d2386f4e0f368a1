"""A section is cleared before the loss."""

import numpy as np


def cleared_section(m, k):
    a = m * m
    a[:, :k] = 0.0
    return np.sum(a * m)


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(2, 4)), 2), (rng.normal(size=(2, 4)), 0)]


# --- expected ---
