"""Places counted from the end of an array of two axes, in `put` and in `flat`."""

import numpy as np


def put_from_the_end(x, v, last):
    y = x * x
    np.put(y, [0, -1], v)
    y.flat[last] *= v
    y.flat[1] = 2 * v
    return np.sum(x * y)


WRT = ("x", "v")


def samples(rng):
    return [(rng.normal(size=(2, 3)), 0.7, -2), (rng.normal(size=(1, 2)), 1.2, 0)]


# --- expected ---
import numpy as np


def put_from_the_end_grad(x, v, last):
    """Gradient of `put_from_the_end` with respect to x and v."""
    y = x * x
    index = np.unravel_index(np.arange(np.size(y))[[0, -1]], np.shape(y))
    y[index] = v
    index2 = np.unravel_index(np.arange(np.size(y))[last], np.shape(y))
    ravel_y = np.ravel(y).copy()
    y[index2] = ravel_y[last] * v
    index3 = np.unravel_index(1, np.shape(y))
    y[index3] = 2 * v

    # Reverse sweep
    x_bar = y.copy()  # return np.sum(x * y)
    y_bar = x
    v_bar = 2 * y_bar[index3]  # y.flat[1] = 2 * v
    y_bar = y_bar.copy()
    y_bar[index3] = 0.0
    y_section_bar = y_bar[index2]  # y.flat[last] *= v
    ravel_y_bar = np.zeros_like(ravel_y)
    ravel_y_bar[last] = v * y_section_bar
    y_bar[index2] = 0.0
    y_bar += np.reshape(ravel_y_bar, np.shape(y))
    v_bar += ravel_y[last] * y_section_bar
    # np.put(y, [0, -1], v)
    y_section_bar2 = np.where(last_written(y_bar, index), y_bar[index], 0.0)
    y_bar[index] = 0.0
    v_bar += np.sum(y_section_bar2)
    x_bar += 2 * x * y_bar  # y = x * x
    return x_bar, float(v_bar)


def last_written(x, index):
    """Which elements of an assignment to `x[index]` are not overwritten by later
    ones of it.
    """
    order = np.arange(np.size(x[index])).reshape(np.shape(x[index]))
    last = np.zeros(np.shape(x), dtype=int)
    last[index] = order
    return last[index] == order
