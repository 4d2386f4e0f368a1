"""A name overwritten again and again where the old value is still needed in reverse."""

import numpy as np


def overwritten(x):
    y = np.sin(x)
    y = y * y
    y = np.exp(y)
    y = y * x
    return y


WRT = "x"


def samples(rng):
    return [(0.3,), (-1.1,)]


# --- expected ---
import numpy as np


def overwritten_grad(x):
    """Gradient of `overwritten` with respect to x."""
    y = np.sin(x)
    y_old = y
    y = y * y
    y = np.exp(y)

    # Reverse sweep
    x_bar = y  # y = y * x
    y_bar = x
    y_bar = y * y_bar  # y = np.exp(y)
    y_bar = 2 * y_old * y_bar  # y = y * y
    x_bar += np.cos(x) * y_bar  # y = np.sin(x)
    return float(x_bar)
