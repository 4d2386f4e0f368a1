"""Evaluation of a polynomial: a for over an array backwards."""


def horner(c, x):
    y = 0.0
    for a in c[::-1]:
        y = y * x + a
    return y


WRT = ("c", "x")


def samples(rng):
    return [(rng.normal(size=5), 0.7), (rng.normal(size=1), 0.7)]


# --- expected ---
