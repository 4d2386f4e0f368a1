"""The value does not depend on the argument at all."""


def constant_result(x, n):
    return 2.0 * n


WRT = "x"


def samples(rng):
    return [(1.5, 3)]


# --- expected ---
