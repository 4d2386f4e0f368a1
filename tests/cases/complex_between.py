"""A real function by way of complex numbers: the power of a signal."""

import numpy as np


def complex_between(x, w):
    z = np.exp(1j * w * x) * x
    s = np.sum(z)
    return np.real(s) ** 2 + np.imag(s) ** 2 + np.sum(np.abs(z) ** 2)


WRT = ("x", "w")


def samples(rng):
    return [(rng.normal(size=3), 1.3)]


# --- expected ---
