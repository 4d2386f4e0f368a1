"""A recurrence over two old values, linear in them: only the factors are saved."""

import numpy as np


def fibonacci_store(x, w):
    f = np.zeros(len(w))
    f[0] = x
    f[1] = 2.0 * x
    for i in range(2, len(w)):
        f[i] = w[i] * f[i - 1] + f[i - 2]
    return f[-1]


WRT = ("x", "w")


def samples(rng):
    return [(0.8, rng.normal(size=6))]


# --- expected ---
import numpy as np


def fibonacci_store_grad(x, w):
    """Gradient of `fibonacci_store` with respect to x and w."""
    f = np.zeros(len(w))
    f[0] = x
    f[1] = 2.0 * x
    for i in range(2, len(w)):
        f[i] = w[i] * f[i - 1] + f[i - 2]

    # Reverse sweep
    f_bar = np.zeros_like(f)  # return f[-1]
    f_bar[-1] = 1.0
    w_bar = np.zeros_like(w)
    for i in reversed(range(2, len(w))):
        w_bar[i] = f[i - 1] * f_bar[i]  # f[i] = w[i] * f[i - 1] + f[i - 2]
        f_bar[i - 1] += w[i] * f_bar[i]
        f_bar[i - 2] += f_bar[i]
    x_bar = 2.0 * f_bar[1]  # f[1] = 2.0 * x
    x_bar += f_bar[0]  # f[0] = x
    return float(x_bar), w_bar
