"""A helper returns a view of its argument, which is then written to."""

import numpy as np


def inner(y):
    return y[1:-1]


def helper_returns_view(x):
    y = x * 2.0
    v = inner(y)
    v *= x[0]
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
# helper_returns_view.py:12:5: a call returns an array that is changed in place under two names - copy it: .copy()
#     v = inner(y)
#     ^
