"""An array rebound in each trip; the old one is saved."""

import numpy as np


def loop_carried_array(A, x, n):
    for k in range(n):
        x = np.tanh(A @ x)
    return np.sum(x)


WRT = ("A", "x")


def samples(rng):
    return [
        (rng.normal(size=(3, 3)), rng.normal(size=3), 4),
        (np.eye(2), np.ones(2), 0),
    ]


# --- expected ---
