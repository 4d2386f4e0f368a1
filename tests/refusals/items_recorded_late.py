"""A list of what a generator gives that records each item when its turn comes."""

import numpy as np


def items_recorded_late(x):
    log = []

    def record(v):
        log.append(v)
        return v * v

    return sum([v * len(log) for v in (record(u) for u in x)]) * np.sum(x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
# items_recorded_late.py:13:39: an iterator that changes something between its items - make a list of it: list(...)
#     return sum([v * len(log) for v in (record(u) for u in x)]) * np.sum(x)
#                                       ^
# items_recorded_late.py:13:39: what an iterator reads is changed while a loop goes through it - make a list of it: list(...)
#     return sum([v * len(log) for v in (record(u) for u in x)]) * np.sum(x)
#                                       ^
