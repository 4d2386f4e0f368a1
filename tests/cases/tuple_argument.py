"""A tuple comes in and its gradient is a tuple."""

import numpy as np


def tuple_argument(p, x):
    w, (b, c) = p
    return np.sum((w * x + b) ** 2) * c + p[1][0]


WRT = "p"


def samples(rng):
    return [((rng.normal(size=3), (0.5, -1.2)), rng.normal(size=3))]


# --- expected ---
