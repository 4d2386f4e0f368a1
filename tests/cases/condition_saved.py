"""A branch in a loop whose condition reads a value that is then overwritten."""

import numpy as np


def condition_saved(x, steps):
    y = x * 1.5
    for k in range(steps):
        if y > 1.0:
            y = y / 2.0  # damp
        y = y + 0.3 * np.sin(x * y)
    return y * y


WRT = "x"


def samples(rng):
    return [(0.7, 5), (2.3, 3), (2.3, 0)]


# --- expected ---
