"""Iterators that change something between their items, where the user's code runs in between."""

from functools import reduce


def weighted(items, log):
    return sum(v * len(log) for v in items)


def acting_iterators(x):
    log = []

    def record(v):
        log.append(v)
        return v * v

    t = weighted((record(v) for v in x), log)
    t = reduce(lambda s, v: s * len(log) + v, (record(v) for v in x), t)
    for v in map(record, x):
        t += v * len(log)
    t += sum([v * len(log) for v in map(record, [x[0], x[1]])])
    t += sum(u * v * len(log) for u, v in zip(x, map(record, x)))
    if any(record(v) > 0.5 for v in x):
        t += log[-1]
    return t + max((record(v) for v in x), key=lambda v: v * len(log))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
# acting_iterators.py:17:18: a generator that changes something between its items, given to a function - make a list of it: list(...)
#     t = weighted((record(v) for v in x), log)
#                  ^
# acting_iterators.py:18:47: an iterator that changes something between its items - make a list of it: list(...)
#     t = reduce(lambda s, v: s * len(log) + v, (record(v) for v in x), t)
#                                               ^
# acting_iterators.py:19:14: an iterator that changes something between its items - make a list of it: list(...)
#     for v in map(record, x):
#              ^
# acting_iterators.py:21:37: an iterator that changes something between its items - make a list of it: list(...)
#     t += sum([v * len(log) for v in map(record, [x[0], x[1]])])
#                                     ^
# acting_iterators.py:22:43: an iterator that changes something between its items - make a list of it: list(...)
#     t += sum(u * v * len(log) for u, v in zip(x, map(record, x)))
#                                           ^
# acting_iterators.py:22:50: an iterator that changes something between its items - make a list of it: list(...)
#     t += sum(u * v * len(log) for u, v in zip(x, map(record, x)))
#                                                  ^
# acting_iterators.py:23:11: an iterator that changes something between its items - make a list of it: list(...)
#     if any(record(v) > 0.5 for v in x):
#           ^
# acting_iterators.py:25:20: an iterator that changes something between its items - make a list of it: list(...)
#     return t + max((record(v) for v in x), key=lambda v: v * len(log))
#                    ^
