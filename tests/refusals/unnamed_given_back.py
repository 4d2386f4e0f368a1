"""A helper may give back an array that has no name where it is called, or part of another one."""

import numpy as np


def last(u, v):
    for _ in range(2):
        v = u[::-1]
    return v


def put(u, v):
    v[:] = last(v, u * u)
    return u


def unnamed_given_back(x, y):
    x += put(y, x[:])
    return np.sum(y * x)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
# unnamed_given_back.py:13:20: an array without a name is given to a call that may give it back - give it a name first
#     v[:] = last(v, u * u)
#                    ^
