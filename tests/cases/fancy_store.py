"""Duplicate indices: `=` keeps the last writer, `+=` does not accumulate."""

import numpy as np


def fancy_store(x):
    y = np.zeros(3)
    y[[0, 0, 1]] = x
    y[[2, 2, 1]] += x * x
    return np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def fancy_store_grad(x):
    """Gradient of `fancy_store` with respect to x."""
    y = np.zeros(3)
    y[[0, 0, 1]] = x
    y[[2, 2, 1]] += x * x

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y)
    # y[[2, 2, 1]] += x * x
    y_section_bar = np.where(last_written(y_bar, [2, 2, 1]), y_bar[[2, 2, 1]], 0.0)
    y_bar[[2, 2, 1]] = 0.0
    np.add.at(y_bar, [2, 2, 1], y_section_bar)
    x_bar = 2 * x * y_section_bar
    # y[[0, 0, 1]] = x
    x_bar += np.where(last_written(y_bar, [0, 0, 1]), y_bar[[0, 0, 1]], 0.0)
    return x_bar


def last_written(x, index):
    """Which elements of an assignment to `x[index]` are not overwritten by later
    ones of it.
    """
    order = np.arange(np.size(x[index])).reshape(np.shape(x[index]))
    last = np.zeros(np.shape(x), dtype=int)
    last[index] = order
    return last[index] == order
