"""A for over the elements of an array, and over the rows of a matrix."""

import numpy as np


def for_array(x, m):
    total = 0.0
    for v in x:
        total = total + v * v
    for row in m:
        total = total + np.sum(row) * np.sum(row * row)
    return total


WRT = ("x", "m")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=(2, 3)))]


# --- expected ---
import numpy as np


def for_array_grad(x, m):
    """Gradient of `for_array` with respect to x and m."""
    m_bar = np.zeros_like(m)
    for j in reversed(range(len(m))):
        row = m[j]
        row_bar = row @ row + 2 * row * np.sum(row)  # total = total + np.sum(row) * ...
        m_bar[j] = row_bar
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        v = x[k]
        v_bar = 2 * v  # total = total + v * v
        x_bar[k] = v_bar
    return x_bar, m_bar
