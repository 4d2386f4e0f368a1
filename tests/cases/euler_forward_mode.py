"""Forward mode of an explicit Euler integration, the path kept."""

import numpy as np


def euler_forward_mode(y, a, h, steps):
    path = np.zeros(steps + 1)
    path[0] = y
    for k in range(steps):
        y = y + h * (a * y - y**2)
        path[k + 1] = y
    return path


WRT = ("y", "a")
MODE = "jvp"
LIKE = True


def samples(rng):
    return [(0.2, 1.1, 0.1, 5)]


# --- expected ---
