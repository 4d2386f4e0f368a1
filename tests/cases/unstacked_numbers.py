"""What `np.unstack` makes of an array of one axis are numbers, and no views of it."""

import numpy as np


def unstacked_numbers(x):
    y = np.sin(x)
    first, second = np.unstack(y)
    y[0] = second * 3
    y[1] *= np.unstack(y)[0]
    return np.sum(y * y) * first


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=2),)]


# --- expected ---
import numpy as np


def unstacked_numbers_grad(x):
    """Gradient of `unstacked_numbers` with respect to x."""
    y = np.sin(x)
    first, second = np.unstack(y)
    y[0] = second * 3
    items2 = np.unstack(y)
    y_old = y[1]
    y[1] *= items2[0]

    # Reverse sweep
    y_bar = 2 * y * first  # return np.sum(y * y) * first
    first_bar = y @ y
    y[1] = y_old
    items2_bar = [0.0] * len(items2)  # y[1] *= np.unstack(y)[0]
    items2_bar[0] = y[1] * y_bar[1]
    y_bar[1] = items2[0] * y_bar[1]
    y_bar += np.stack(items2_bar)
    second_bar = 3 * y_bar[0]  # y[0] = second * 3
    y_bar[0] = 0.0
    y_bar += np.stack([first_bar, second_bar])  # first, second = np.unstack(y)
    x_bar = np.cos(x) * y_bar  # y = np.sin(x)
    return x_bar
