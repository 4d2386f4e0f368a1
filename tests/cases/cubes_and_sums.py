"""Equal contributions are counted, also where an adjoint is the variable itself."""

import numpy as np

WRT = ("x", "c", "u")


def cubes_and_sums(x, c, u):
    y = x * u
    total = np.sum(c * y * y)
    y = np.maximum(y, 0.2)
    return total * np.sum(y * y * y) + np.sum(y)


def samples(rng):
    return [(rng.normal(size=4), 0.7, rng.normal(size=4)) for _ in range(2)]


# --- expected ---
import numpy as np


def cubes_and_sums_grad(x, c, u):
    """Gradient of `cubes_and_sums` with respect to x, c and u."""
    y = x * u
    total = np.sum(c * y * y)
    y_old = y
    y = np.maximum(y, 0.2)

    # Reverse sweep
    total_bar = np.sum(y * y * y)  # return total * np.sum(y * y * y) + np.sum(y)
    y_bar = 3 * y * y * total + 1.0
    y_bar = (y_old > 0.2) * y_bar  # y = np.maximum(y, 0.2)
    product_bar = y_old * total_bar  # total = np.sum(c * y * y)
    c_bar = y_old @ product_bar
    y_bar += 2 * c * product_bar
    x_bar = u * y_bar  # y = x * u
    u_bar = x * y_bar
    return x_bar, float(c_bar), u_bar
