"""Standard scores: var and std with ddof."""

import numpy as np


def variance(x):
    z = (x - np.mean(x)) / np.std(x, ddof=1)
    return np.sum(z**3) + np.var(x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=5),)]


# --- expected ---
