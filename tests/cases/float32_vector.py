"""float32 stays float32, also beside Python floats."""

import numpy as np


def float32_vector(x, s):
    y = x * 2.0
    y += s
    y[0] *= 0.5
    return np.sum(y * y * x)


WRT = ("x", "s")
TOLERANCE = 1e-4
TRANSPOSED = 1e-4


def samples(rng):
    return [(rng.normal(size=4).astype(np.float32), 0.3)]


# --- expected ---
