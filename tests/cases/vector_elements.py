"""r = x[i] of a vector is a number: adding to it changes nothing."""

import numpy as np


def vector_elements(x):
    y = x * 1.0
    s = 0.0
    for i in range(len(y)):
        r = y[i]
        r += 5.0
        s += r * r
    return s + np.sum(y * y)


WRT = "x"
LIKE = True


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
def vector_elements_grad(x):
    """Gradient of `vector_elements` with respect to x."""
    y = x * 1.0

    # Reverse sweep
    y_bar = 2 * y  # return s + np.sum(y * y)
    for i in reversed(range(len(y))):
        r = y[i]
        r += 5.0
        r_bar = 2 * r  # s += r * r
        y_bar[i] += r_bar  # r = y[i]
    x_bar = y_bar  # y = x * 1.0
    return x_bar
