"""An int argument is made a float by arithmetic; a cast of an active value is kept."""

import numpy as np


def float_of_int(x, n):
    y = float(n) * x
    z = np.float64(y) + n // 2
    return z * float(y)


WRT = "x"


def samples(rng):
    return [(0.5, 3)]


# --- expected ---
