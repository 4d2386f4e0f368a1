"""The shape of an array is assigned, which gives the name another one."""

import numpy as np


def shape_assigned(x):
    y = 2.0 * x
    y.shape = 2, 2
    y[0] *= y[1]
    y.shape = -1
    return np.sum(y * x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def shape_assigned_grad(x):
    """Gradient of `shape_assigned` with respect to x."""
    y = 2.0 * x
    y_old = y
    y = y.reshape((2, 2))
    y_old2 = y[0].copy()
    y[0] *= y[1]
    y_old3 = y
    y = y.reshape(-1)

    # Reverse sweep
    y_bar = x  # return np.sum(y * x)
    x_bar = y.copy()
    y = y_old3
    y_bar = np.reshape(y_bar, np.shape(y)).copy()  # y.shape = -1
    y[0] = y_old2
    y_bar[1] += y[0] * y_bar[0]  # y[0] *= y[1]
    y_bar[0] = y[1] * y_bar[0]
    y_bar = np.reshape(y_bar, np.shape(y_old))  # y.shape = 2, 2
    x_bar += 2.0 * y_bar  # y = 2.0 * x
    return x_bar
