"""The same with the shapes known: no test of shapes is left in the text."""

import numpy as np


def broadcasting_typed(m, row, column, s):
    a = m * row + column[:, None] / row
    b = s - a * s
    return np.sum(b * b)


WRT = ("m", "row", "column", "s")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 3)), 2.0 + rng.random(3), rng.normal(size=2), 0.7)]


# --- expected ---
