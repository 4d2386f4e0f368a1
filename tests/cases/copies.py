"""A copy is another array; so is the result of arithmetic."""

import numpy as np


def copies(x):
    y = x.copy()
    z = np.array(x)
    w = +x
    y[0] = x[1] * 3.0
    z[1] = y[0]
    w[2] *= z[1]
    return np.sum(x * y * z * w)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def copies_grad(x):
    """Gradient of `copies` with respect to x."""
    y = x.copy()
    z = np.array(x)
    w = +x
    y[0] = x[1] * 3.0
    z[1] = y[0]
    w_old = w[2]
    w[2] *= z[1]

    # Reverse sweep
    product_bar = z * w  # return np.sum(x * y * z * w)
    x_bar = y * product_bar
    y_bar = x * product_bar
    z_bar = x * y * w
    w_bar = x * y * z
    w[2] = w_old
    z_bar[1] += w[2] * w_bar[2]  # w[2] *= z[1]
    w_bar[2] = z[1] * w_bar[2]
    y_bar[0] += z_bar[1]  # z[1] = y[0]
    z_bar[1] = 0.0
    x_bar[1] += 3.0 * y_bar[0]  # y[0] = x[1] * 3.0
    y_bar[0] = 0.0
    x_bar += w_bar  # w = +x
    x_bar += z_bar  # z = np.array(x)
    x_bar += y_bar  # y = x.copy()
    return x_bar
