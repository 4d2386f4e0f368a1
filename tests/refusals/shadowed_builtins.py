"""Names of builtins and modules used as local names."""

import numpy as np


def shadowed_builtins(list, len):
    sum = 0.0
    for range in list:
        sum = sum + range * len
    max = np.sum(np.array([sum, len]) ** 2)
    return max


WRT = ("list", "len")


def samples(rng):
    return [(rng.normal(size=3), 0.8)]


# --- expected ---
# shadowed_builtins.py:8:18: a call of something that is not known before the program runs - call a function by its name
#     for range in list:
#                  ^
# shadowed_builtins.py:8:18: range has no template - use a function that has one, or write a template
#     for range in list:
#                  ^
