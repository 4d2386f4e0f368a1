"""An array taken apart into its elements, and one made of elements."""

import numpy as np


def unpack_array(p):
    a, b, c = p
    q = np.array([a * b, b * c, c * a])
    return np.sum(q * p)


WRT = "p"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
