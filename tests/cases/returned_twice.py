"""An array is returned twice, and as a part: no results share memory."""


def returned_twice(x):
    y = x * x
    y[0] = x[1]
    return y, y, y[1:]


WRT = "x"
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def returned_twice_vjp(x, *, cotangent):
    """Value and vector-Jacobian product of `returned_twice` with respect to x."""
    y = x * x
    y[0] = x[1]
    ans = y, y.copy(), y[1:].copy()

    # Reverse sweep
    y_bar = cotangent[0] + cotangent[1]  # return y, y, y[1:]
    y_bar[1:] += cotangent[2]
    x_bar = np.zeros_like(x)  # y[0] = x[1]
    x_bar[1] = y_bar[0]
    y_bar[0] = 0.0
    x_bar += 2 * x * y_bar  # y = x * x
    return ans, x_bar
