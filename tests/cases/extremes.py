"""max, min and their axes, where no two are equal."""

import numpy as np


def extremes(m):
    top = np.max(m, axis=0)
    low = m.min(axis=1, keepdims=True)
    return np.sum(top**2) + np.sum((m - low) ** 2) * np.max(m) + min(top[0], top[1])


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(3, 2)),)]


# --- expected ---
