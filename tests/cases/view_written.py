"""A store through a view of a view, and one into the base that the view sees."""

import numpy as np


def view_written(x):
    y = x * 2.0
    v = y[1:]
    w = v[1:]
    w[0] = x[0] ** 2
    y[1] = x[3] * v[2]
    return np.sum(v * v) + w[0]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=5),)]


# --- expected ---
