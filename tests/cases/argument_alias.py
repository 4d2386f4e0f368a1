"""`y = x; y += 1`: the argument itself is meant, and still not touched."""

import numpy as np


def argument_alias(x):
    y = x
    y += 1.0
    y *= x
    return np.sum(x * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
