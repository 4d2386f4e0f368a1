"""A complex value written into a part of a complex array, which NumPy cuts down with a warning."""

import numpy as np


def complex_into_part(z):
    w = z * 2.0
    w.real[0] = w[1] * z[2]
    return np.sum(np.abs(w))


WRT = "z"


def samples(rng):
    return [(rng.normal(size=3) + 1j,)]


# --- expected ---
# complex_into_part.py:8:17: what may be complex is written into a part of a complex array - write np.real(...) or np.imag(...)
#     w.real[0] = w[1] * z[2]
#                 ^
