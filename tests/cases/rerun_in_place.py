"""A body that changes its array in place is run again from a copy."""

import numpy as np


def rerun_in_place(x, y, t, n):
    y = y * t
    y[0] += np.sum(x * y) * 0.2
    for _ in range(1, n):
        x[1:3] = y[:2] * t
        x -= np.sin(x)
        if x[0] > -0.05:
            continue
        x[1:] = x[:-1]
    return np.sum(x * x) + x[-2] - t


WRT = ("x", "y", "t")


def samples(rng):
    return [(np.array([-1.2, 0.4, 0.7, -0.3]), rng.normal(size=4), 1.3, 3)]


# --- expected ---
import numpy as np


def rerun_in_place_grad(x, y, t, n):
    """Gradient of `rerun_in_place` with respect to x, y and t."""
    x_stack = []
    x = x.copy()
    y_old = y
    y = y * t
    y_old2 = y[0]
    y[0] += np.sum(x * y) * 0.2
    for _ in range(1, n):
        x_stack.append(x.copy())
        x[1:3] = y[:2] * t
        x -= np.sin(x)
        condition = x[0] > -0.05
        if condition:
            continue
        x[1:] = x[:-1]

    # Reverse sweep
    x_bar = 2 * x  # return np.sum(x * x) + x[-2] - t
    x_bar[-2] += 1.0
    t_bar = -1.0
    y_bar = np.zeros_like(y)
    for _ in reversed(range(1, n)):
        x = x_stack.pop()
        x_old = x[1:3].copy()
        x[1:3] = y[:2] * t
        x_old2 = x.copy()
        x -= np.sin(x)
        condition = x[0] > -0.05
        if not condition:
            x_section_bar = x_bar[1:].copy()  # x[1:] = x[:-1]
            x_bar[1:] = 0.0
            x_bar[:-1] += x_section_bar
        x = x_old2
        x_bar = (1 - np.cos(x)) * x_bar  # x -= np.sin(x)
        x[1:3] = x_old
        y_bar[:2] += t * x_bar[1:3]  # x[1:3] = y[:2] * t
        t_bar += y[:2] @ x_bar[1:3]
        x_bar[1:3] = 0.0
    y[0] = y_old2
    product_bar = 0.2 * y_bar[0]  # y[0] += np.sum(x * y) * 0.2
    x_bar += y * product_bar
    y_bar += x * product_bar
    t_bar += y_old @ y_bar  # y = y * t
    y_bar = t * y_bar
    return x_bar, y_bar, float(t_bar)
