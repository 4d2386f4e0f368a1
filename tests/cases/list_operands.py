"""Lists of numbers beside arrays: NumPy takes them as arrays, also in place."""

import numpy as np


def list_operands(x, targets):
    y = np.ones(3) * x[0]
    view = y
    y[1:] -= [x[1], x[2]]
    y += (1.0, 0.5, 0.25)
    return np.sum((view**2 - targets) ** 2 / [1, 2, 3])


WRT = ("x",)


def samples(rng):
    return [(rng.uniform(0.5, 2.0, size=3), [1.0, -2.0, 3.0])]


# --- expected ---
import numpy as np


def list_operands_grad(x, targets):
    """Gradient of `list_operands` with respect to x."""
    ones = np.ones(3)
    y = ones * x[0]
    y_bar = np.zeros_like(y)
    view = y
    view_bar = y_bar
    y[1:] -= np.array([x[1], x[2]])
    y += np.array((1.0, 0.5, 0.25))

    # Reverse sweep
    # return np.sum((view**2 - targets) ** 2 / [1, 2, 3])
    view_bar += 4 * view * (view**2 - np.array(targets)) / np.array([1, 2, 3])
    x_bar3, x_bar2 = -y_bar[1:]  # y[1:] -= [x[1], x[2]]
    x_bar = np.zeros_like(x)
    x_bar[1] = x_bar3
    x_bar[2] = x_bar2
    x_bar[0] = ones @ y_bar  # y = np.ones(3) * x[0]
    return x_bar
