"""A damped fixed point until it moves less than a tolerance, at most `limit` times."""

import numpy as np


def fixed_point_tolerance(W, b, tol, limit):
    z = np.zeros(len(b))
    for k in range(limit):
        new = 0.5 * z + 0.5 * np.tanh(W @ z + b)
        moved = np.max(np.abs(new - z))
        z = new
        if moved < tol:
            break
    return np.sum(z**2)


WRT = ("W", "b")
LIKE = True


def samples(rng):
    W = 0.3 * rng.normal(size=(3, 3))
    b = rng.normal(size=3)
    return [(W, b, 1e-2, 50), (W, b, 1e-12, 3)]


# --- expected ---
