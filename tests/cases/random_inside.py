"""Random numbers drawn from a generator are drawn once."""

import numpy as np


def random_inside(x, seed):
    noise = np.random.default_rng(seed)
    y = x
    for k in range(2):
        y = y * (1.0 + 0.1 * noise.normal(size=len(x)))
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 5)]


# --- expected ---
