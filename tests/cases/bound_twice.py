"""Names that are bound twice side by side."""

import numpy as np


def parts(x, y):
    return y, (x, y * x)


def bound_twice(x, y):
    y, y = x * y, np.sin(y)
    y, (_, y) = parts(x, y)
    total = 0.0
    for _, a, a in zip(x, x[1:], y):
        total += a * a
    *x, x = x
    return total * x


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np

from tests.cases import bound_twice  # isort: skip


def bound_twice_grad(x, y):
    """Gradient of `bound_twice` with respect to x and y."""
    y_old = y
    y = np.sin(y)
    y_old2 = y
    _earlier_y2, (_, y) = bound_twice.parts(x, y)
    total = 0.0
    for k in range(min(len(x) - 1, len(y))):
        a = y[k]
        total += a * a
    items = [*x]
    x_old = x
    x = items[-1]

    # Reverse sweep
    total_bar = x  # return total * x
    x_bar = total
    items_bar = [0.0] * len(items)  # *x, x = x
    items_bar[-1] += x_bar
    x_bar = np.array(items_bar[: len(x_old)])
    y_bar = np.zeros_like(y)
    for k in reversed(range(min(len(x_old) - 1, len(y)))):
        a = y[k]
        a_bar = 2 * a * total_bar  # total += a * a
        y_bar[k] = a_bar
    x_bar2, y_bar = parts_reverse(x_old, y_old2, y_bar)  # y, (_, y) = parts(x, y)
    x_bar += x_bar2
    y_bar = np.cos(y_old) * y_bar  # y, y = x * y, np.sin(y)
    return x_bar, y_bar


def parts_reverse(x, y, ans_1_1_bar):
    y_bar = x * ans_1_1_bar  # return y, (x, y * x)
    x_bar = y * ans_1_1_bar
    return x_bar, y_bar
