"""if, elif and else; a branch that assigns and one that does not."""

import numpy as np


def branches(x, y):
    z = x * y
    if x > 1.0:
        z = np.sin(z)
    elif x > 0.0:
        z = z * z
        y = y + z
    else:
        z = -z
    if y < 0.0:
        z = z * y
    return z + y


WRT = ("x", "y")


def samples(rng):
    return [(1.5, 0.4), (0.5, 0.4), (-0.5, -2.0), (0.5, -3.0)]


# --- expected ---
import numpy as np


def branches_grad(x, y):
    """Gradient of `branches` with respect to x and y."""
    z = x * y
    if x > 1.0:
        z_old = z
        z = np.sin(z)
    elif x > 0.0:
        z_old2 = z
        z = z * z
        y_old = y
        y = y + z
    else:
        z = -z
    if y < 0.0:
        z_old3 = z

    # Reverse sweep
    z_bar = 1.0  # return z + y
    y_bar = 1.0
    if y < 0.0:
        z = z_old3
        y_bar += z * z_bar  # z = z * y
        z_bar = y * z_bar
    if x > 1.0:
        z = z_old
        z_bar = np.cos(z) * z_bar  # z = np.sin(z)
    elif x > 0.0:
        y = y_old
        z_bar += y_bar  # y = y + z
        z = z_old2
        z_bar = 2 * z * z_bar  # z = z * z
    else:
        z_bar = -z_bar  # z = -z
    x_bar = y * z_bar  # z = x * y
    y_bar += x * z_bar
    return float(x_bar), float(y_bar)
