"""Unpacking with a star."""


def starred(x):
    first, *rest = x
    return first * rest[0] + rest[1] ** 2


WRT = "x"


def samples(rng):
    return [([1.0, 2.0, 3.0],)]


# --- expected ---
# starred.py:5:5: a starred target - slice the sequence instead
#     first, *rest = x
#     ^
