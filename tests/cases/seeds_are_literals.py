"""A product with a seed that turns out to be 1 is an array that may change."""

import numpy as np


def seeds_are_literals(x, y, n):
    total = 0.0
    z = np.exp(x)
    z[0] = z[1] ** 2 * z[0]
    total += np.sum(x * z)
    for _ in range(n):
        t = np.sin(x)
        a = np.cos(t)
        total += np.sum(t * y)
        total += np.sum(a)
    return total


WRT = ("x", "y")


def samples(rng):
    return [
        (rng.normal(size=3), rng.normal(size=3), 2),
        (rng.normal(size=2), rng.normal(size=2), 1),
    ]


# --- expected ---
import numpy as np


def seeds_are_literals_grad(x, y, n):
    """Gradient of `seeds_are_literals` with respect to x and y."""
    z = np.exp(x)
    z_old = z[0]
    z[0] = z[1] ** 2 * z[0]

    # Reverse sweep
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    for _ in reversed(range(n)):
        t = np.sin(x)
        y_bar += t  # total += np.sum(t * y)
        t_bar = y - np.sin(t)  # a = np.cos(t)
        x_bar += np.cos(x) * t_bar  # t = np.sin(x)
    x_bar += z  # total += np.sum(x * z)
    z_bar = x.copy()
    z[0] = z_old
    z_bar[1] += 2 * z[1] * z[0] * z_bar[0]  # z[0] = z[1] ** 2 * z[0]
    z_bar[0] = z[1] ** 2 * z_bar[0]
    x_bar += z * z_bar  # z = np.exp(x)
    return x_bar, y_bar
