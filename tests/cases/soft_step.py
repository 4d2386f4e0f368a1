"""A value tested for its kind by isnan and isfinite before it is used."""

import numpy as np


def soft_step(x):
    y = np.where(np.isfinite(x), x, 0.0)
    return np.sum(y / (1.0 + np.exp(-y)))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
