"""A vector against a matrix, a column against a row, a float against both."""

import numpy as np


def broadcasting(m, row, column, s):
    a = m * row + column[:, None] / row
    b = s - a * s
    return np.sum(b * b)


WRT = ("m", "row", "column", "s")


def samples(rng):
    return [(rng.normal(size=(2, 3)), 2.0 + rng.random(3), rng.normal(size=2), 0.7)]


# --- expected ---
