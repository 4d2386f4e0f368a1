"""An argument that a loop binds anew and changes: a number between trips."""

import numpy as np


def argument_bound_by_loop(x, y, steps):
    for _ in range(steps):
        x = y * y
        x[:2] += x[1:]
        x[0] = np.sin(x[2])
    return np.sum(x * x)


WRT = ("x", "y")


def samples(rng):
    x, y = rng.normal(size=3), rng.normal(size=3)
    return [(x, y, 0), (x, y, 1), (x, y, 3)]


# --- expected ---
import numpy as np


def argument_bound_by_loop_grad(x, y, steps):
    """Gradient of `argument_bound_by_loop` with respect to x and y."""
    x_stack = []
    x_old = x
    for _ in range(steps):
        x = y * y
        x[:2] += x[1:]
        x[0] = np.sin(x[2])
        x_stack.append(x)

    # Reverse sweep
    x_bar = 2 * x  # return np.sum(x * x)
    y_bar = np.zeros_like(y)
    for _ in reversed(range(steps)):
        x = x_stack.pop()
        x_bar = x_bar + np.zeros_like(x)  # x[0] = np.sin(x[2])
        x_bar[2] += np.cos(x[2]) * x_bar[0]
        x_bar[0] = 0.0
        x_bar[1:] += x_bar[:2]  # x[:2] += x[1:]
        y_bar += 2 * y * x_bar  # x = y * y
        x_bar = 0.0
    x_bar = x_bar + np.zeros_like(x_old)
    return x_bar, y_bar
