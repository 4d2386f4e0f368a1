"""One value for several targets, elements among them."""

import numpy as np


def several_targets(x):
    y = x.copy()
    y[0] = s = t = x[1] * 2.0
    y[1] = y[2] = s * x[0]
    return s * t * np.sum(y * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np


def several_targets_grad(x):
    """Gradient of `several_targets` with respect to x."""
    y = x.copy()
    s = x[1] * 2.0
    y[0] = s
    t = s
    value = s * x[0]
    y[1] = value
    y[2] = value

    # Reverse sweep
    product_bar = y @ y  # return s * t * np.sum(y * y)
    s_bar = t * product_bar
    t_bar = s * product_bar
    y_bar = 2 * y * (s * t)
    value_bar = y_bar[2]  # y[1] = y[2] = s * x[0]
    y_bar[2] = 0.0
    value_bar += y_bar[1]
    y_bar[1] = 0.0
    s_bar += x[0] * value_bar
    x_bar = np.zeros_like(x)
    x_bar[0] = s * value_bar
    s_bar += t_bar  # y[0] = s = t = x[1] * 2.0
    s_bar += y_bar[0]
    y_bar[0] = 0.0
    x_bar[1] = 2.0 * s_bar
    x_bar += y_bar  # y = x.copy()
    return x_bar
