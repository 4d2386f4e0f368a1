"""The gradient of a real function of complex numbers is ∂L/∂Re z - i ∂L/∂Im z."""

import numpy as np


def complex_argument(z, a):
    w = a * z**2 + np.conj(z)
    return np.sum(np.real(w * np.conj(w))) + np.sum(np.abs(z))


WRT = ("z", "a")


def samples(rng):
    return [(rng.normal(size=3) + 1j * rng.normal(size=3), 0.8)]


# --- expected ---
