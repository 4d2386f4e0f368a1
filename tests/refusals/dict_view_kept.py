"""The values of a dict are seen through a view, and one of them is replaced."""

import numpy as np


def dict_view_kept(x, t):
    table = dict(zip(range(3), x))
    values = table.values()
    table[0] = 3 * t
    return np.sum(x) + sum(values)


WRT = ("x", "t")


def samples(rng):
    return [(rng.normal(size=3), 0.5)]


# --- expected ---
# dict_view_kept.py:9:5: a dict is changed in place that can be reached through 'values' as well - make a list of it: values = list(values)
#     table[0] = 3 * t
#     ^
