"""One array passed as two values: their adjoints are not one array."""

import numpy as np


def same_twice(x, y):
    z = x + y
    return np.sum(z)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def same_twice_grad(x, y):
    """Gradient of `same_twice` with respect to x and y."""
    z = x + y

    # Reverse sweep
    z_bar = np.broadcast_to(1.0, np.shape(z))  # return np.sum(z)
    x_bar = z_bar.copy()  # z = x + y
    y_bar = z_bar.copy()
    return x_bar, y_bar
