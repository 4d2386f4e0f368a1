"""Tuples made and taken apart, names exchanged."""


def unpacking(x, y):
    a, b = x * y, x + y
    a, b = b, a
    (c, d), e = (a * b, a), b
    return c * e - d


WRT = ("x", "y")


def samples(rng):
    return [(1.2, -0.4), (0.3, 2.0)]


# --- expected ---
