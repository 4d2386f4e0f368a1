"""A linear stencil in place: nothing is saved."""

import numpy as np


def smoothing(u, steps):
    u = u.copy()
    for k in range(steps):
        u[1:-1] = 0.5 * u[1:-1] + 0.25 * (u[:-2] + u[2:])
    return np.sum(u * u)


WRT = "u"
LIKE = True


def samples(rng):
    return [(rng.normal(size=6), 3), (rng.normal(size=6), 0)]


# --- expected ---
