"""The smallest: one line, one argument."""


def square(x):
    return x * x


WRT = "x"


def samples(rng):
    return [(3.0,), (-0.5,)]


# --- expected ---
