"""A tuple comes out, a part of it twice, and a constant in it."""


def tuple_out(x, y):
    a = x * y
    return a, (a * a, 3.0), y


WRT = ("x", "y")
MODE = "vjp"


def samples(rng):
    return [(1.5, -0.5)]


# --- expected ---
