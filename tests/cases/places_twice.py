"""Indices that look as if they chose every place once, and do not."""

import numpy as np


def places_twice(x, z, labels, order, sort):
    one = np.arange(len(labels) - 2)
    total = np.sum(z[one, labels] ** 2)
    rows = np.where(z > 0.0)[0]
    around = np.arange(-1, len(x))
    total = total + np.sum(x[rows] ** 2) * np.sum(x[around] ** 3)
    swapped = np.argsort(x)
    other = swapped
    other[0] = other[1]
    total = total + np.sum(x[swapped] ** 2)
    if sort:
        order = np.argsort(x)
    total = total * np.sum(x[order] ** 2)
    each = np.argsort(z, axis=1)
    return (
        total
        + np.sum(x[each] ** 3)
        + np.sum(x[[0, -4]] ** 2)
        + np.sum(z[labels, labels[::-1]] ** 2)
    )


WRT = ("x", "z")


def samples(rng):
    x, labels = np.array([0.3, -0.5, 2.0, 0.7]), np.array([0, 2, 2])
    z = np.array([[0.5, 0.2, -1.0], [0.4, -2.0, 0.9], [0.1, 0.3, 0.6]])
    return [(x, z, labels, np.array([1, 1, 0]), False), (x, z, labels, labels, True)]


# --- expected ---
import numpy as np


def places_twice_grad(x, z, labels, order, sort):
    """Gradient of `places_twice` with respect to x and z."""
    one = np.arange(len(labels) - 2)
    total = np.sum(z[one, labels] ** 2)
    rows = np.where(z > 0.0)[0]
    around = np.arange(-1, len(x))
    sum_value2 = np.sum(x[around] ** 3)
    sum_value3 = np.sum(x[rows] ** 2)
    total = total + sum_value3 * sum_value2
    swapped = np.argsort(x)
    other = swapped
    other[0] = other[1]
    total = total + np.sum(x[swapped] ** 2)
    if sort:
        order = np.argsort(x)
    sum_value = np.sum(x[order] ** 2)
    each = np.argsort(z, axis=1)

    # Reverse sweep
    total_bar = 1.0  # return total + np.sum(x[each] ** 3) + np.sum(...) + np.sum(...)
    x_bar = np.zeros_like(x)
    np.add.at(x_bar, each, 3 * x[each] ** 2)
    np.add.at(x_bar, [0, -4], 2 * x[[0, -4]])
    z_bar = np.zeros_like(z)
    np.add.at(z_bar, (labels, labels[::-1]), 2 * z[labels, labels[::-1]])
    np.add.at(x_bar, order, 2 * x[order] * (total * total_bar))  # total = total * ...
    total_bar = sum_value * total_bar
    np.add.at(x_bar, swapped, 2 * x[swapped] * total_bar)  # total = total + np.sum(...)
    np.add.at(x_bar, rows, 2 * x[rows] * (sum_value2 * total_bar))  # total = ...
    np.add.at(x_bar, around, 3 * x[around] ** 2 * (sum_value3 * total_bar))
    np.add.at(z_bar, (one, labels), 2 * z[one, labels] * total_bar)  # total = ...
    return x_bar, z_bar
