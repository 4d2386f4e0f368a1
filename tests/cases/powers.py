"""Powers: a constant exponent, a variable one, a constant base."""

import numpy as np


def powers(x, p):
    a = x**2 + x**3.0 + x**-1 + x**0.5
    b = x**p + 2.0**x + np.power(x, p + 1.0) + np.square(x) + np.sqrt(x)
    return np.sum(a * b)


WRT = ("x", "p")


def samples(rng):
    return [(1.0 + rng.random(3), 1.7), (1.4, -0.6)]


# --- expected ---
