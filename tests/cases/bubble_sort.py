"""Elements that change places: so do their adjoints, and nothing is saved but tests."""

import numpy as np

WRT = ("x", "weights")


def bubble_sort(x, weights):
    x = x.copy()
    for i in range(len(x)):
        for j in range(len(x) - 1 - i):
            if x[j] > x[j + 1]:
                x[j], x[j + 1] = x[j + 1], x[j]
    return np.sum(x * weights)


def samples(rng):
    return [(rng.normal(size=5), rng.normal(size=5)), (np.ones(1), np.ones(1))]


# --- expected ---
def bubble_sort_grad(x, weights):
    """Gradient of `bubble_sort` with respect to x and weights."""
    condition_stack = []
    x = x.copy()
    for i in range(len(x)):
        for j in range(len(x) - 1 - i):
            condition = x[j] > x[j + 1]
            if condition:
                x[j], x[j + 1] = x[j + 1], x[j]
            condition_stack.append(condition)

    # Reverse sweep
    x_bar = weights.copy()  # return np.sum(x * weights)
    weights_bar = x.copy()
    for i in reversed(range(len(x))):
        for j in reversed(range(len(x) - 1 - i)):
            condition = condition_stack.pop()
            if condition:
                x_bar[j], x_bar[j + 1] = x_bar[j + 1], x_bar[j]  # x[j], x[j + 1] = ...
    return x_bar, weights_bar
