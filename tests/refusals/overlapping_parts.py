"""Parts of an array that overlap, as its indices are in no order."""

import numpy as np


def overlapping_parts(x):
    first, _, rest = np.split(x, [3, 1])
    return np.sum(first) * np.sum(rest)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
# overlapping_parts.py:7:22: np.split into parts that overlap has no rule - write it with functions that have one, or write a template
#     first, _, rest = np.split(x, [3, 1])
#                      ^
