"""Comprehensions: a list of values, a sum, a filter."""

import numpy as np


def comprehension(x, n):
    squares = [v * v * k for k, v in enumerate(x)]
    large = sum([v for v in squares if v > 0.5])
    return large * x[0] + np.sum(np.array([x[k] * x[0] for k in range(n)]))


WRT = "x"


def samples(rng):
    return [(np.array([0.4, 1.5, -2.0]), 2)]


# --- expected ---
# comprehension.py:7:15: a list comprehension with active values - write it as a loop or as array operations
#     squares = [v * v * k for k, v in enumerate(x)]
#               ^
# comprehension.py:9:43: a list comprehension with active values - write it as a loop or as array operations
#     return large * x[0] + np.sum(np.array([x[k] * x[0] for k in range(n)]))
#                                           ^
