"""`a = b = value`: two names of one value."""


def chained_assignment(x):
    a = b = x * x
    a = a + 1.0
    return a * b


WRT = "x"


def samples(rng):
    return [(1.5,), (-2.0,)]


# --- expected ---
