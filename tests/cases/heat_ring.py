"""Heat on a ring with a source that depends on time; the state is rebound."""

import numpy as np


def heat_ring(u, k, source, steps):
    for n in range(steps):
        flux = k * (np.roll(u, -1) - u)
        u = u + flux - np.roll(flux, 1) + source[n]
    return np.sum(u[::2] ** 2)


WRT = ("u", "k", "source")
LIKE = True


def samples(rng):
    return [(rng.normal(size=4), 0.1 + 0.2 * rng.random(4), rng.normal(size=3), 3)]


# --- expected ---
