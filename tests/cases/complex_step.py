"""A rational function where the complex step is exact."""

import numpy as np


def complex_step(x, a):
    y = (x * a - 1.0) / (x * x + a)
    return np.sum(np.sin(y) * np.exp(y) / np.cosh(a))


WRT = ("x", "a")
COMPLEX_STEP = True
TOLERANCE = 1e-11


def samples(rng):
    return [(rng.normal(size=3), 1.7)]


# --- expected ---
import numpy as np


def complex_step_grad(x, a):
    """Gradient of `complex_step` with respect to x and a."""
    y = (x * a - 1.0) / (x * x + a)
    exp_y = np.exp(y)
    sin_y = np.sin(y)
    ratio = sin_y * exp_y / np.cosh(a)

    # Reverse sweep
    cosh_a = np.cosh(a)  # return np.sum(np.sin(y) * np.exp(y) / np.cosh(a))
    y_bar = (np.cos(y) * exp_y + exp_y * sin_y) / cosh_a
    a_bar = -np.sinh(a) * np.sum(ratio / cosh_a)
    product_bar = y_bar / (x * x + a)  # y = (x * a - 1.0) / (x * x + a)
    sum_bar = -y / (x * x + a) * y_bar
    x_bar = a * product_bar + 2 * x * sum_bar
    a_bar += x @ product_bar + np.sum(sum_bar)
    return x_bar, float(a_bar)
