"""A tuple that has a name comes out, with an array that the reverse sweep restores."""

import numpy as np


def tuple_named_out(x):
    y = np.sin(x)
    y[0] = y[1] * x[0]
    y[1] = y[0] * y[2]
    t = y * x, y
    return t


WRT = "x"
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def tuple_named_out_vjp(x, *, cotangent):
    """Value and vector-Jacobian product of `tuple_named_out` with respect to x."""
    y = np.sin(x)
    y[0] = y[1] * x[0]
    y_old = y[1]
    y[1] = y[0] * y[2]
    ans = y * x, y

    # Reverse sweep
    t_0_bar = cotangent[0]  # return t
    y_bar = cotangent[1]
    y_bar = y_bar + x * t_0_bar  # t = y * x, y
    x_bar = y * t_0_bar
    y = y.copy()
    y[1] = y_old
    y_bar[0] += y[2] * y_bar[1]  # y[1] = y[0] * y[2]
    y_bar[2] += y[0] * y_bar[1]
    y_bar[1] = 0.0
    y_bar[1] += x[0] * y_bar[0]  # y[0] = y[1] * x[0]
    x_bar[0] += y[1] * y_bar[0]
    y_bar[0] = 0.0
    x_bar += np.cos(x) * y_bar  # y = np.sin(x)
    return ans, x_bar
