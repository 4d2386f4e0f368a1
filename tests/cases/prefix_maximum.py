"""A running maximum with a leak: a branch in a loop that stores."""

import numpy as np


def prefix_maximum(x, leak):
    y = np.empty(len(x))
    best = x[0]
    for i in range(len(x)):
        best = best * leak
        if x[i] > best:
            best = x[i]
        y[i] = best
    return np.sum(y * y)


WRT = ("x", "leak")


def samples(rng):
    return [(np.array([1.0, 0.2, 2.0, 1.9, -1.0]), 0.9)]


# --- expected ---
import numpy as np


def prefix_maximum_grad(x, leak):
    """Gradient of `prefix_maximum` with respect to x and leak."""
    best_stack = []
    y = np.empty(len(x))
    best = x[0]
    for i in range(len(x)):
        best_stack.append(best)
        best = best * leak
        condition = x[i] > best
        if condition:
            best = x[i]
        y[i] = best

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y)
    best_bar = 0.0
    leak_bar = 0.0
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        best_old = best_stack.pop()
        best = best_old * leak
        condition = x[i] > best
        best_bar += y_bar[i]  # y[i] = best
        if condition:
            x_bar[i] = best_bar  # best = x[i]
            best_bar = 0.0
        leak_bar += best_old * best_bar  # best = best * leak
        best_bar = leak * best_bar
    x_bar[0] += best_bar  # best = x[0]
    return x_bar, float(leak_bar)
