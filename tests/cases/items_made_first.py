"""What a loop goes through is made before its first trip, whatever that changes."""

import numpy as np


def mixed(a, b, w):
    return a * w + np.sin(b) * (1.0 - w)


def items_made_first(x, y, t):
    for y in (y, mixed(x, y, t)):
        for t in reversed(x):
            pass
    return np.sum(y * y) + t


WRT = ("x", "y", "t")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), 0.3)]


# --- expected ---
import numpy as np

from tests.cases import items_made_first  # isort: skip


def items_made_first_grad(x, y, t):
    """Gradient of `items_made_first` with respect to x, y and t."""
    items = [y, items_made_first.mixed(x, y, t)]
    y_old = y
    for j in range(len(items)):
        y = items[j]

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y) + t
    t_bar = 1.0
    items_0_bar = np.zeros_like(items[0])
    items_1_bar = np.zeros_like(items[1])
    x_bar = np.zeros_like(x)
    for j in reversed(range(len(items))):
        for k in reversed(range(len(x))):
            x_bar[-1 - k] += t_bar
            t_bar = 0.0
        items_0_bar += y_bar if j % 2 == 0 else np.zeros_like(items[0])
        items_1_bar += y_bar if j % 2 == 1 else np.zeros_like(items[1])
        y_bar = 0.0
    y_bar = y_bar + items_0_bar
    a_bar, b_bar, w_bar = mixed_reverse(x, y_old, t, items_1_bar)
    x_bar += a_bar
    y_bar = y_bar + b_bar
    t_bar += w_bar
    return x_bar, y_bar, float(t_bar)


def mixed_reverse(a, b, w, ans_bar):
    # Reverse sweep
    a_bar = w * ans_bar  # return a * w + np.sin(b) * (1.0 - w)
    w_bar = np.sum(a * ans_bar) - np.sum(np.sin(b) * ans_bar)
    b_bar = np.cos(b) * (1.0 - w) * ans_bar
    return a_bar, b_bar, w_bar
