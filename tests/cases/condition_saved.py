"""A branch in a loop whose condition reads a value that is then overwritten."""

import numpy as np


def condition_saved(x, steps):
    y = x * 1.5
    for k in range(steps):
        if y > 1.0:
            y = y / 2.0  # damp
        y = y + 0.3 * np.sin(x * y)
    return y * y


WRT = "x"


def samples(rng):
    return [(0.7, 5), (2.3, 3), (2.3, 0)]


# --- expected ---
import numpy as np


def condition_saved_grad(x, steps):
    """Gradient of `condition_saved` with respect to x."""
    saved_stack = []
    y = x * 1.5
    for k in range(steps):
        condition = y > 1.0
        if condition:
            y = y / 2.0  # damp
        saved_stack.append((y, condition))
        y = y + 0.3 * np.sin(x * y)

    # Reverse sweep
    y_bar = 2 * y  # return y * y
    x_bar = 0.0
    for k in reversed(range(steps)):
        y, condition = saved_stack.pop()
        product_bar = 0.3 * np.cos(x * y) * y_bar  # y = y + 0.3 * np.sin(x * y)
        x_bar += y * product_bar
        y_bar = y_bar + x * product_bar
        if condition:
            y_bar = 0.5 * y_bar  # y = y / 2.0
    x_bar += 1.5 * y_bar  # y = x * 1.5
    return float(x_bar)
