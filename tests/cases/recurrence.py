"""A recurrence in an array that is filled as the loop goes."""

import numpy as np


def recurrence(x0, a, n):
    f = np.empty(n + 1)
    f[0] = x0
    for i in range(n):
        f[i + 1] = np.sin(f[i]) + a * f[i] ** 2
    return np.sum(f)


WRT = ("x0", "a")


def samples(rng):
    return [(0.4, 0.3, 5), (0.4, 0.3, 0)]


# --- expected ---
import numpy as np


def recurrence_grad(x0, a, n):
    """Gradient of `recurrence` with respect to x0 and a."""
    f = np.empty(n + 1)
    f[0] = x0
    for i in range(n):
        f[i + 1] = np.sin(f[i]) + a * f[i] ** 2

    # Reverse sweep
    f_bar = np.full(np.shape(f), 1.0)  # return np.sum(f)
    a_bar = 0.0
    for i in reversed(range(n)):
        f_bar[i] += (np.cos(f[i]) + 2 * f[i] * a) * f_bar[i + 1]  # f[i + 1] = ...
        a_bar += f[i] ** 2 * f_bar[i + 1]
    x0_bar = f_bar[0]  # f[0] = x0
    return float(x0_bar), float(a_bar)
