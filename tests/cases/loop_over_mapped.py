"""map and filter, which compute an item when the loop asks for it."""

import numpy as np


def wanted(v):
    return v > 0.0


def loop_over_mapped(x, y):
    total = 1.0
    for v in map(np.hypot, x, y):
        total = total * v
    for v in filter(wanted, x):
        total = total + v * total
    return total


WRT = ("x", "y")


def samples(rng):
    return [(np.array([0.4, -0.7, 1.2]), rng.normal(size=3))]


# --- expected ---
import numpy as np

from tests.cases import loop_over_mapped  # isort: skip


def loop_over_mapped_grad(x, y):
    """Gradient of `loop_over_mapped` with respect to x and y."""
    total_stack = []
    total_stack2 = []
    total = 1.0
    for k in range(min(len(x), len(y))):
        total_stack.append(total)
        v = np.hypot(x[k], y[k])
        total = total * v
    for j in range(len(x)):
        total_stack2.append(total)
        v = x[j]
        condition = loop_over_mapped.wanted(v)
        if condition:
            total = total + v * total

    # Reverse sweep
    total_bar = 1.0  # return total
    x_bar = np.zeros_like(x)
    for j in reversed(range(len(x))):
        total = total_stack2.pop()
        v = x[j]
        condition = loop_over_mapped.wanted(v)
        if condition:
            v_bar = total * total_bar  # total = total + v * total
            total_bar = (1 + v) * total_bar
        else:
            v_bar = 0.0
        x_bar[j] = v_bar
    y_bar = np.zeros_like(y)
    for k in reversed(range(min(len(x), len(y)))):
        total = total_stack.pop()
        v = np.hypot(x[k], y[k])
        v_bar = total * total_bar  # total = total * v
        total_bar = v * total_bar
        where = np.where(v == 0, 1, v)
        x_bar[k] += x[k] / where * v_bar
        y_bar[k] = y[k] / where * v_bar
    return x_bar, y_bar
