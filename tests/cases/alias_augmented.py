"""Augmented assignment of an array works in place: every name of it sees the change."""

import numpy as np


def alias_augmented(x):
    y = x * 1.0
    z = y
    z += x * x
    return np.sum(y * z)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
