"""float64 values added to a float32 buffer in place are rounded there."""

import numpy as np


def float32_store(x, e):
    y = x * 1.0
    y += e
    y[1:] *= e[1:]
    return np.sum(y * y)


WRT = ("x", "e")
TOLERANCE = 1e-4
TRANSPOSED = 1e-4


def samples(rng):
    return [(rng.normal(size=3).astype(np.float32), rng.normal(size=3))]


# --- expected ---
