"""A loop that writes into what it goes through sees what it has written."""

import numpy as np


def loop_changes_sequence(x):
    order = np.array([0, 1, 2])
    y = x * 1.0
    total = 1.0
    for k, v in zip(order, y):
        order[2] = 0
        y[2] = v * total
        total = total * x[k] + v
    return total


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def loop_changes_sequence_grad(x):
    """Gradient of `loop_changes_sequence` with respect to x."""
    saved_stack = []
    order = np.array([0, 1, 2])
    y = x * 1.0
    total = 1.0
    for k, v in zip(order, y, strict=False):
        saved_stack.append((total, k, v))
        order[2] = 0
        y[2] = v * total
        total = total * x[k] + v

    # Reverse sweep
    total_bar = 1.0  # return total
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    for j in reversed(range(min(len(order), len(y)))):
        total, k, v = saved_stack.pop()
        x_bar[k] += total * total_bar  # total = total * x[k] + v
        v_bar = total_bar
        total_bar = x[k] * total_bar
        v_bar += total * y_bar[2]  # y[2] = v * total
        total_bar += v * y_bar[2]
        y_bar[2] = 0.0
        y_bar[j] += v_bar
    x_bar += y_bar  # y = x * 1.0
    return x_bar
