"""Pairs that lead from one to the next, as many as the data has."""

import numpy as np


def linked_pairs(x):
    head = None
    for v in x:
        head = (v * v, head)
    total = 0.0
    while head is not None:
        total = 0.5 * total + head[0]
        head = head[1]
    return total


WRT = "x"


def samples(rng):
    return [(np.arange(14.0),)]


# --- expected ---
# linked_pairs.py:12:31: an item of what is a container at one time and something else at another - keep values of one form under one name, and a list for what is linked
#         total = 0.5 * total + head[0]
#                               ^
