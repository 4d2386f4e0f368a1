"""Functions that give back what they are given, of active values: their rule is of integers."""

import statistics

import numpy as np


def given_back(x):
    rows = np.ix_(x)
    return np.sum(rows[0]) * statistics.mode([x[0], x[0], x[1]])


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
# given_back.py:9:12: ix_ of active values - it gives back what it is given: use that, reshaped or indexed
#     rows = np.ix_(x)
#            ^
# given_back.py:10:30: mode of active values - it gives back what it is given: use that, reshaped or indexed
#     return np.sum(rows[0]) * statistics.mode([x[0], x[0], x[1]])
#                              ^
