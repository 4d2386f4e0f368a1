"""maximum, minimum, clip and abs away from their kinks."""

import numpy as np


def rectifiers(x, y, lo):
    a = np.maximum(x, 0.0) + np.minimum(x, y)
    b = np.clip(x, lo, 2.0) * np.abs(y)
    return np.sum(a * b) + np.sum(np.maximum(lo, y) * np.sign(x))


WRT = ("x", "y", "lo")


def samples(rng):
    return [(np.array([-1.5, 0.3, 2.6]), np.array([0.2, -0.9, 1.4]), -0.6)]


# --- expected ---
# rectifiers.py:8:20: numpy.clip has no derivative with respect to 'a_min' - make that argument a constant
#     b = np.clip(x, lo, 2.0) * np.abs(y)
#                    ^
