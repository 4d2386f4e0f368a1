"""where with a float branch and a row branch: each gets its own shape."""

import numpy as np


def where_broadcast(m, row, s):
    return np.sum(np.where(m > row, m * row, s) ** 2)


WRT = ("m", "row", "s")


def samples(rng):
    return [(rng.normal(size=(3, 2)), rng.normal(size=2), 0.4)]


# --- expected ---
