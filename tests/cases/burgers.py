"""A nonlinear transport equation on a ring, in place."""

import numpy as np


def burgers(u, dt, nu, steps):
    u = u.copy()
    for k in range(steps):
        left, right = np.roll(u, 1), np.roll(u, -1)
        u -= dt * u * (right - left) / 2.0
        u += nu * (left - 2.0 * u + right)
    return np.sum(u**2)


WRT = ("u", "dt", "nu")
LIKE = True


def samples(rng):
    return [(rng.normal(size=6), 0.1, 0.05, 3)]


# --- expected ---
