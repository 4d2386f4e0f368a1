"""An adjoint that begins as an array which is put back afterwards is a copy of it."""

import numpy as np


def seed_beside_changed(y, flipped):
    b = np.zeros(4)
    z = y[::-1] if flipped else y
    s = np.sum(b) + np.sum(b * z)
    b[1] = z[2]
    s = s + np.sum(b * y)
    return s + np.sum(b)


WRT = "y"


def samples(rng):
    return [(rng.normal(size=4), False), (rng.normal(size=4), True)]


# --- expected ---
import numpy as np


def seed_beside_changed_grad(y, flipped):
    """Gradient of `seed_beside_changed` with respect to y."""
    b = np.zeros(4)
    z = y[::-1] if flipped else y
    b_old = b[1]
    b[1] = z[2]

    # Reverse sweep
    b_bar = 1.0 + y  # s = s + np.sum(b * y)
    y_bar = b.copy()
    b[1] = b_old
    z_bar = np.zeros_like(z)  # b[1] = z[2]
    z_bar[2] = b_bar[1]
    z_bar += b
    if flipped:
        y_bar[::-1] += z_bar  # z = y[::-1] if flipped else y
    else:
        y_bar += z_bar  # z = y[::-1] if flipped else y
    return y_bar
