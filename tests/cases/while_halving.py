"""A while loop with a data-dependent count, and a counter beside it."""


def while_halving(x, tol):
    steps = 0
    while x > tol:
        x = x * x / (x + 1.0)
        steps += 1
    return x * steps


WRT = "x"


def samples(rng):
    return [(5.0, 0.3), (0.1, 0.3), (2.0, 0.01)]


# --- expected ---
