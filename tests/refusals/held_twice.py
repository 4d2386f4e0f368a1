"""An array that a list holds twice, and one that has a name beside its place in a dict."""

import numpy as np


def held_twice(x):
    row = x * 1.0
    rows = [row, row]
    rows[0][0] = x[1]
    w = x * 2.0
    params = {"w": w}
    params["w"][0] = x[1]
    return rows[1][0] * x[0] + np.sum(w)


WRT = "x"


def samples(rng):
    return [(np.array([0.4, 1.5, -2.0]),)]


# --- expected ---
# held_twice.py:9:5: an array is changed in place that may be held twice - copy it first: a = b.copy()
#     rows[0][0] = x[1]
#     ^
# held_twice.py:12:5: an array is changed in place that can be reached through 'w' as well - copy it first: a = b.copy()
#     params["w"][0] = x[1]
#     ^
