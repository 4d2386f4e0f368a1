"""The logistic map with a rate that changes with time."""


def logistic_growth(x, r, steps):
    for k in range(steps):
        x = r * (1.0 + 0.1 * k) * x * (1.0 - x)
    return x


WRT = ("x", "r")


def samples(rng):
    return [(0.3, 2.1, 6), (0.3, 2.1, 0)]


# --- expected ---
