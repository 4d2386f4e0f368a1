"""Loops that do not run at all."""


def zero_trips(x, n):
    y = x * x
    for k in range(n):
        y = y * x
    while n > 5:
        y = y * y
        n = n - 1
    return y + x


WRT = "x"


def samples(rng):
    return [(1.3, 0), (1.3, 3), (1.1, 7), (1.3, -2)]


# --- expected ---
