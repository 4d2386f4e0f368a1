"""A helper returns a tuple; only one part of it is used at one place."""

import numpy as np


def polar(x, y):
    r = np.hypot(x, y)
    return r, np.arctan2(y, x)


def helper_tuples(x, y):
    r, angle = polar(x, y)
    _, other = polar(y, r)
    return r * angle + polar(angle, other)[0]


WRT = ("x", "y")


def samples(rng):
    return [(1.2, 0.7)]


# --- expected ---
