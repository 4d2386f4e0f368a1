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
import numpy as np


def float_of_int_grad(x, n):
    """Gradient of `float_of_int` with respect to x."""
    y = float(n) * x
    z = np.float64(y) + n // 2

    # Reverse sweep
    z_bar = float(y) * 1.0  # return z * float(y)
    y_bar = z + z_bar  # z = np.float64(y) + n // 2
    x_bar = float(n) * y_bar  # y = float(n) * x
    return float(x_bar)
