"""Powers: a constant exponent, a variable one, a constant base."""

import numpy as np


def powers(x, p):
    a = x**2 + x**3.0 + x**-1 + x**0.5
    b = x**p + 2.0**x + np.power(x, p + 1.0) + np.square(x) + np.sqrt(x)
    return np.sum(a * b)


WRT = ("x", "p")


def samples(rng):
    return [(1.0 + rng.random(3), 1.7), (1.4, -0.6)]


# --- expected ---
import numpy as np


def powers_grad(x, p):
    """Gradient of `powers` with respect to x and p."""
    a = x**2 + x**3.0 + x**-1 + x**0.5
    sqrt_x = np.sqrt(x)
    power_x = np.power(x, p + 1.0)
    b = x**p + 2.0**x + power_x + np.square(x) + sqrt_x

    # Reverse sweep
    a_bar = b  # return np.sum(a * b)
    b_bar = a
    # b = x**p + 2.0**x + np.power(x, p + 1.0) + np.square(x) + np.sqrt(x)
    x_bar = (
        p * x ** np.where((p != 0) | (x != 0), p - 1, 1)
        + np.log(2.0) * 2.0**x
        + (p + 1.0) * x ** np.where((p + 1.0 != 0) | (x != 0), p + 1.0 - 1, 1)
        + 2 * x
        + 0.5 / sqrt_x
    ) * b_bar
    log = np.log(np.where(x > 0, x, 1))
    p_bar = np.sum(log * x**p * b_bar) + np.sum(log * power_x * b_bar)
    x_bar += (2 * x + 3.0 * x**2.0 - x**-2) * a_bar + 0.5 * a_bar / x**0.5  # a = ...
    return x_bar, float(p_bar)
