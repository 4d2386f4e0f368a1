"""An argument without influence has a zero gradient of its own shape."""


def unused_argument(x, m):
    y = m * 2.0  # noqa: F841  # that is the case
    return x * x


WRT = ("x", "m")


def samples(rng):
    return [(0.5, rng.normal(size=(2, 2)))]


# --- expected ---
import numpy as np


def unused_argument_grad(x, m):
    """Gradient of `unused_argument` with respect to x and m."""
    x_bar = 2 * x  # return x * x
    return float(x_bar), np.zeros_like(m)
