"""Evaluation of a polynomial: a for over an array backwards."""


def horner(c, x):
    y = 0.0
    for a in c[::-1]:
        y = y * x + a
    return y


WRT = ("c", "x")


def samples(rng):
    return [(rng.normal(size=5), 0.7), (rng.normal(size=1), 0.7)]


# --- expected ---
import numpy as np


def horner_grad(c, x):
    """Gradient of `horner` with respect to c and x."""
    y_stack = []
    y = 0.0
    items = c[::-1]
    for a in items:
        y_stack.append(y)
        y = y * x + a

    # Reverse sweep
    y_bar = 1.0  # return y
    items_bar = np.zeros_like(items)
    x_bar = 0.0
    for k in reversed(range(len(items))):
        y = y_stack.pop()
        x_bar += y * y_bar  # y = y * x + a
        items_bar[k] = y_bar
        y_bar = x * y_bar
    c_bar = np.zeros_like(c)
    c_bar[::-1] = items_bar
    return c_bar, float(x_bar)
