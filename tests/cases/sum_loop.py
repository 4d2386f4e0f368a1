"""A running sum is linear: nothing is saved."""


def sum_loop(x, w):
    s = 0.0
    for i in range(len(x)):
        s += w * x[i]
    return s


WRT = ("x", "w")


def samples(rng):
    return [(rng.normal(size=4), 0.5)]


# --- expected ---
import numpy as np


def sum_loop_grad(x, w):
    """Gradient of `sum_loop` with respect to x and w."""
    w_bar = 0.0
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        w_bar += x[i]  # s += w * x[i]
        x_bar[i] = w
    return x_bar, float(w_bar)
