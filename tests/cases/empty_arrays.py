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
    items = x[5:]
    for k in range(len(items)):
        v = items[k]
        total_stack.append(total)
        total = total * v

    # Reverse sweep
    total_bar = 1.0  # return total
    items_bar = np.zeros_like(items)
    for k in reversed(range(len(items))):
        v = items[k]
        total = total_stack.pop()
        v_bar = total * total_bar  # total = total * v
        total_bar = v * total_bar
        items_bar[k] += v_bar
    x_bar = np.zeros_like(x)
    x_bar[5:] = items_bar
    x_bar[3:] += 2 * x[3:] * total_bar  # total = np.sum(x[3:] ** 2) + np.sum(x)
    x_bar += total_bar
    return x_bar
