"""A branch of `np.where` on one way through an `if`, and none on the other."""

import numpy as np


def where_on_one_way(x, y, smooth):
    root = np.sqrt(x)
    if smooth:
        taken = root * y
    else:
        taken = np.where(x > 2.0, root, 0.0)
    return np.sum(taken)


WRT = ("x", "y")


def samples(rng):
    x = rng.uniform(0.5, 1.5, size=3) * np.array([1.0, 1.0, 4.0])
    return [(x, rng.normal(size=3), flag) for flag in (True, False)]


# --- expected ---
import numpy as np


def where_on_one_way_grad(x, y, smooth):
    """Gradient of `where_on_one_way` with respect to x and y."""
    root = np.sqrt(x)
    taken = root * y if smooth else np.where(x > 2.0, root, 0.0)

    # Reverse sweep
    taken_bar = np.broadcast_to(1.0, np.shape(taken))  # return np.sum(taken)
    if smooth:
        root_bar = y * taken_bar  # taken = root * y
        y_bar = root * taken_bar
    else:
        root_bar = np.where(x > 2.0, taken_bar, 0)  # taken = np.where(...)
        y_bar = np.zeros_like(y)
    # root = np.sqrt(x)
    x_bar = 0.5 / np.where((root_bar != 0.0) | (root > 0.0), root, 0.5) * root_bar
    return x_bar, y_bar
