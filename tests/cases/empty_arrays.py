"""Arrays without elements, and a list without items."""

import numpy as np


def empty_arrays(x):
    total = np.sum(x[3:] ** 2) + np.sum(x)
    for v in x[5:]:
        total = total * v
    return total


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),), (np.zeros(0),)]


# --- expected ---
import numpy as np


def empty_arrays_grad(x):
    """Gradient of `empty_arrays` with respect to x."""
    total_stack = []
    total = np.sum(x[3:] ** 2) + np.sum(x)
    for v in x[5:]:
        total_stack.append(total)
        total = total * v

    # Reverse sweep
    total_bar = 1.0  # return total
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x) - 5)):
        v = x[k + 5]
        total = total_stack.pop()
        x_bar[k + 5] = total * total_bar  # total = total * v
        total_bar = v * total_bar
    x_bar[3:] += 2 * x[3:] * total_bar  # total = np.sum(x[3:] ** 2) + np.sum(x)
    x_bar += total_bar
    return x_bar
