"""Forces between all pairs by two loops, added to both partners."""

import numpy as np


def pairwise_forces(x, strength):
    f = np.zeros_like(x)
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            d = x[j] - x[i]
            pull = strength * d / (np.sum(d * d) + 0.1) ** 1.5
            f[i] += pull
            f[j] -= pull
    return f


WRT = ("x", "strength")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 2)), 0.7)]


# --- expected ---
