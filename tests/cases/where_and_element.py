"""A branch of `np.where`, and what else is read of it: a condition for one of both."""

import numpy as np

WRT = ("x", "y")


def where_and_element(x, y):
    root = np.sqrt(x)
    first = root[0] * 3.0
    taken = np.where(x > 2.0, root, 0.0)
    ratio = x / root
    total = np.sum(np.where(root > 1.2, ratio, x))
    return np.sum(taken * y) + first + total


def samples(rng):
    return [(np.array([0.5, 1.0, 4.0]), rng.normal(size=3))]


# --- expected ---
import numpy as np


def where_and_element_grad(x, y):
    """Gradient of `where_and_element` with respect to x and y."""
    root = np.sqrt(x)
    taken = np.where(x > 2.0, root, 0.0)
    ratio = x / root

    # Reverse sweep
    taken_bar = y  # return np.sum(taken * y) + first + total
    y_bar = taken
    ratio_bar = np.where(root > 1.2, 1.0, 0)  # total = np.sum(...)
    x_bar = np.where(root > 1.2, 0, 1.0)
    where = np.where(root > 1.2, root, 0.5)  # ratio = x / root
    x_bar += ratio_bar / where
    root_bar = -np.where(root > 1.2, ratio, 0.5) / where * ratio_bar
    root_bar += np.where(x > 2.0, taken_bar, 0)  # taken = np.where(x > 2.0, root, 0.0)
    root_bar[0] += 3.0  # first = root[0] * 3.0
    # root = np.sqrt(x)
    x_bar += 0.5 / np.where((root_bar != 0.0) | (root > 0.0), root, 0.5) * root_bar
    return x_bar, y_bar
