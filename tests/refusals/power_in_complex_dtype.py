"""A real function of real numbers is not the complex one that `dtype=complex` asks for."""

import numpy as np


def power_in_complex_dtype(x):
    return np.sum(np.abs(np.power(-1.5, x, dtype=complex)))


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
# power_in_complex_dtype.py:7:26: power of real numbers in a complex dtype - make them complex first: x + 0j
#     return np.sum(np.abs(np.power(-1.5, x, dtype=complex)))
#                          ^
