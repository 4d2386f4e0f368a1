"""The same of a list of known length, which could be written out."""

import numpy as np


def known_iterators_act(x):
    log = []

    def record(v):
        log.append(v)
        return v * v

    return sum(v * len(log) for v in map(record, [x[0], x[1], x[2]])) * np.sum(x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
# known_iterators_act.py:13:38: an iterator that changes something between its items - make a list of it: list(...)
#     return sum(v * len(log) for v in map(record, [x[0], x[1], x[2]])) * np.sum(x)
#                                      ^
