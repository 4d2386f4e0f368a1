"""The loop variable is used after the loop, and its bound is reassigned in the body."""


def loop_variable_after(x, n):
    s = 0.0
    for i in range(n):
        s = s + x[i] * x[i]
        n = n + 1
    return s * x[i] * n


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), 3), (rng.normal(size=4), 1)]


# --- expected ---
import numpy as np


def loop_variable_after_grad(x, n):
    """Gradient of `loop_variable_after` with respect to x."""
    s = 0.0
    items = range(n)
    for i in items:
        s = s + x[i] * x[i]
        n = n + 1

    # Reverse sweep
    product_bar = n * 1.0  # return s * x[i] * n
    s_bar = x[i] * product_bar
    x_bar = np.zeros_like(x)
    x_bar[i] = s * product_bar
    for i in reversed(items):
        x_bar[i] += 2 * x[i] * s_bar  # s = s + x[i] * x[i]
    return x_bar
