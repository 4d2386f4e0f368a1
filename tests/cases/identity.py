"""The argument itself is returned: the result must be another array."""


def identity(x):
    return x


WRT = "x"
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=3),), (1.5,)]


# --- expected ---
