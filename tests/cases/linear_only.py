"""Linear code: the reverse needs no value of the forward sweep."""


def linear_only(x, y):
    a = 2.0 * x - y
    b = a / 4.0 + 3.0 * y
    a = b - x
    return a + 0.5 * b


WRT = ("x", "y")


def samples(rng):
    return [(1.0, 2.0)]


# --- expected ---
