"""enumerate and zip over arrays."""


def for_enumerate(x, w):
    total = 0.0
    for i, v in enumerate(x):
        total += (i + 1) * v * v
    for a, b in zip(x, w):
        total += a * b * total
    return total


WRT = ("x", "w")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
