"""An array that a list holds twice, and one with a name beside its place in a dict."""

import numpy as np


def held_twice(x):
    row = x * 1.0
    rows = [row, row]
    rows[0][0] = x[1]
    w = x * 2.0
    params = {"w": w}
    params["w"][0] = x[1]
    return rows[1][0] * x[0] + np.sum(w)


WRT = "x"


def samples(rng):
    return [(np.array([0.4, 1.5, -2.0]),)]


# --- expected ---
import numpy as np


def held_twice_grad(x):
    """Gradient of `held_twice` with respect to x."""
    row = x * 1.0
    row_bar = np.zeros_like(row)
    rows_0 = row
    rows_0_bar = row_bar
    rows_1_bar = row_bar
    rows_0[0] = x[1]
    w = x * 2.0
    w_bar = np.zeros_like(w)
    params_w_bar = w_bar

    # Reverse sweep
    rows_1_bar[0] += x[0]  # return rows[1][0] * x[0] + np.sum(w)
    x_bar = np.zeros_like(x)
    x_bar[0] = row[0]
    w_bar += 1.0
    x_bar[1] = params_w_bar[0]  # params["w"][0] = x[1]
    params_w_bar[0] = 0.0
    x_bar += 2.0 * w_bar  # w = x * 2.0
    x_bar[1] += rows_0_bar[0]  # rows[0][0] = x[1]
    rows_0_bar[0] = 0.0
    x_bar += row_bar  # row = x * 1.0
    return x_bar
