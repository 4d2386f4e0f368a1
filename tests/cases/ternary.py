"""Conditional expressions, one inside another."""

import numpy as np


def ternary(x, y):
    a = x if x > y else y
    return np.log(a) if a > 2.0 else (a * a if a > 0.0 else x * y)


WRT = ("x", "y")


def samples(rng):
    return [(3.0, 1.0), (0.5, 1.5), (-1.0, -2.0)]


# --- expected ---
def ternary_grad(x, y):
    """Gradient of `ternary` with respect to x and y."""
    a = x if x > y else y

    # Reverse sweep
    if a > 2.0:
        a_bar = 1 / a
        x_bar = 0.0
        y_bar = 0.0
    else:
        a_bar = a + a if a > 0.0 else 0.0
        x_bar = 0.0 if a > 0.0 else y
        y_bar = 0.0 if a > 0.0 else x
    x_bar += a_bar if x > y else 0.0  # a = x if x > y else y
    y_bar += 0.0 if x > y else a_bar
    return float(x_bar), float(y_bar)
