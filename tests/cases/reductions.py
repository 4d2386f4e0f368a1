"""Sums and means over axes, positive and negative, kept and dropped."""

import numpy as np


def reductions(m):
    a = m - np.mean(m, axis=0)
    b = np.sum(a * a, axis=1, keepdims=True)
    c = np.sum(a / (1.0 + b), axis=(0, -1))
    return np.sum(b) * c + np.mean(m * m)


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(3, 2)),)]


# --- expected ---
