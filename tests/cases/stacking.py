"""concatenate, stack, and an array of parts taken from others."""

import numpy as np


def stacking(x, y):
    a = np.concatenate([x, y, x[:1]])
    b = np.stack([x, y * y], axis=1)
    c = np.array([x[0], y[1], 1.0, x[0] * y[0]])
    return np.sum(a**2) * np.sum(b[:, 0] * b[:, 1]) + np.sum(c**3)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=2), rng.normal(size=2))]


# --- expected ---
