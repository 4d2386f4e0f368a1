"""Views that NumPy gives for reading, unpacked, of an array that changes."""

import numpy as np


def rows_for_reading(x, y):
    v = y * 1.0
    a, b = np.broadcast_to(v, (2, 3))
    v *= x
    return np.sum(a * b) + np.sum(a * v)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
# rows_for_reading.py:8:12: a view for reading of an array that is changed in place - copy it: .copy()
#     a, b = np.broadcast_to(v, (2, 3))
#            ^
