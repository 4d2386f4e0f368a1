"""Iterators given to functions that change what they read, or go through them twice."""

import numpy as np


def scaled(z, items):
    z[0] = 5.0
    return sum(items) * z[0]


def twice(items):
    def total():
        return sum(items)

    return total() + total()


def caught(items):
    try:
        return sum(items)
    except ValueError:
        return 0.0


def handed_and_changed(x):
    z = x * 1.0
    t = scaled(z, (v * z[1] for v in z))
    return t + twice(v * v for v in x) + caught(np.log(v) for v in x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
# handed_and_changed.py:27:19: an iterator given to a function that changes something - make a list of it: list(...)
#     t = scaled(z, (v * z[1] for v in z))
#                   ^
# handed_and_changed.py:28:21: a generator is kept, or given to a function - make a list of it: list(...)
#     return t + twice(v * v for v in x) + caught(np.log(v) for v in x)
#                     ^
# handed_and_changed.py:28:48: a generator is kept, or given to a function - make a list of it: list(...)
#     return t + twice(v * v for v in x) + caught(np.log(v) for v in x)
#                                                ^
