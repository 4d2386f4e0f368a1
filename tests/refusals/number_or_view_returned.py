"""What is read by an index of unknown kind is a number, or a view of what changes."""

import numpy as np


def counted(counts, k):
    counts[k] += 1.0
    return counts[k]


def number_or_view_returned(x, keys):
    counts = x * x
    total = 0.0
    for k in set(keys):
        total += counted(counts, k) ** 2
    return total + np.sum(counts)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), [2, 0])]


# --- expected ---
# number_or_view_returned.py:6:1: what may be a number, or a view of an array that changes, is returned - index by what is surely an int
# def counted(counts, k):
# ^
