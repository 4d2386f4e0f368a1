"""The adjoint of an imaginary part is no view of that of the whole: it has the other sign."""

import numpy as np


def imaginary_part_written(x):
    z = x * (1.0 + 0.5j)
    y = z.imag
    y[0] *= 3.0
    return np.sum(np.abs(z)) + np.sum(np.real(z) * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
# imaginary_part_written.py:8:9: the imaginary part of an array that is changed in place - copy it: .copy()
#     y = z.imag
#         ^
