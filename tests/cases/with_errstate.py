"""What NumPy does about overflow holds in the reverse sweep as well."""

import numpy as np


def with_errstate(x, limit):
    with np.errstate(over="ignore"):
        y = np.exp(x * x)
        z = np.minimum(1.0 / (1.0 + y), limit)
    return np.sum(z * z)


WRT = "x"


def samples(rng):
    return [(np.array([0.5, 1.5, -0.3]), 0.4)]


# --- expected ---
import numpy as np


def with_errstate_grad(x, limit):
    """Gradient of `with_errstate` with respect to x."""
    with np.errstate(over="ignore"):
        y = np.exp(x * x)
        z = np.minimum(1.0 / (1.0 + y), limit)

    # Reverse sweep
    z_bar = 2 * z  # return np.sum(z * z)
    with np.errstate(over="ignore"):
        y_bar = -1 / (1.0 + y) / (1.0 + y) * ((z < limit) * z_bar)  # z = ...
        x_bar = 2 * x * y * y_bar  # y = np.exp(x * x)
    return x_bar
