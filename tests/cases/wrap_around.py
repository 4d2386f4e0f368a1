"""Subscripts that count from the end in some trips: `y[i - 1]` may be `y[i]`."""

import numpy as np


def wrap_around(x, n):
    y = x * 1.0
    for i in range(n):
        y[i] = np.sin(y[i - 1]) * 2.0
    z = y * x
    for i in range(1, n):
        z[i] = z[i] * z[i - 1]
    for k in range(1, min(n, 3)):
        z[k - 1] = z[0] * y[0]
    return np.sum(z)


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=n), n) for n in (1, 2, 3, 5)]


# --- expected ---
import numpy as np


def wrap_around_grad(x, n):
    """Gradient of `wrap_around` with respect to x."""
    y_stack = []
    z_stack = []
    z_stack2 = []
    y = x * 1.0
    for i in range(n):
        y_stack.append(y[i])
        y[i] = np.sin(y[i - 1]) * 2.0
    z = y * x
    for i in range(1, n):
        z_stack.append(z[i])
        z[i] = z[i] * z[i - 1]
    for k in range(1, min(n, 3)):
        z_stack2.append(z[k - 1])
        z[k - 1] = z[0] * y[0]

    # Reverse sweep
    z_bar = np.full(np.shape(z), 1.0)  # return np.sum(z)
    y_bar = np.zeros_like(y)
    for k in reversed(range(1, min(n, 3))):
        z[k - 1] = z_stack2.pop()
        z_section_bar = z_bar[k - 1]  # z[k - 1] = z[0] * y[0]
        z_bar[k - 1] = 0.0
        z_bar[0] += y[0] * z_section_bar
        y_bar[0] += z[0] * z_section_bar
    for i in reversed(range(1, n)):
        z[i] = z_stack.pop()
        z_bar[i - 1] += z[i] * z_bar[i]  # z[i] = z[i] * z[i - 1]
        z_bar[i] = z[i - 1] * z_bar[i]
    y_bar += x * z_bar  # z = y * x
    x_bar = y * z_bar
    for i in reversed(range(n)):
        y[i] = y_stack.pop()
        y_section_bar = y_bar[i]  # y[i] = np.sin(y[i - 1]) * 2.0
        y_bar[i] = 0.0
        y_bar[i - 1] += 2.0 * np.cos(y[i - 1]) * y_section_bar
    x_bar += y_bar  # y = x * 1.0
    return x_bar
