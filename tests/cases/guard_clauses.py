"""Returns one after another."""

import numpy as np


def guard_clauses(x):
    if x < -1.0:
        return -x
    if x < 0.0:
        return x * x
    y = np.sqrt(1.0 + x)
    if y > 2.0:
        return y
    return y * x


WRT = "x"


def samples(rng):
    return [(-2.0,), (-0.5,), (5.0,), (1.0,)]


# --- expected ---
import numpy as np


def guard_clauses_grad(x):
    """Gradient of `guard_clauses` with respect to x."""
    if not x < -1.0 and not x < 0.0:
        y = np.sqrt(1.0 + x)

    # Reverse sweep
    if x < -1.0:
        x_bar = -1.0  # return -x
    elif x < 0.0:
        x_bar = 2 * x  # return x * x
    else:
        if y > 2.0:
            y_bar = 1.0  # return y
            x_bar = 0.0
        else:
            y_bar = x  # return y * x
            x_bar = y
        x_bar += 0.5 / y * y_bar  # y = np.sqrt(1.0 + x)
    return float(x_bar)
