"""A length that the function asks about may be zero: a mean of nothing is kept out."""

import numpy as np

WRT = ("x", "s")


def mean_of_maybe_nothing(x, s):
    with np.errstate(invalid="ignore"):
        mean = np.sum(x) * s / len(x)
    return np.where(len(x) > 0, mean, 0.0) + s


def samples(rng):
    yield rng.normal(size=3), 0.7
    yield np.zeros(0), 0.7


# --- expected ---
import numpy as np


def mean_of_maybe_nothing_grad(x, s):
    """Gradient of `mean_of_maybe_nothing` with respect to x and s."""
    with np.errstate(invalid="ignore"):
        sum_x = np.sum(x)

    # Reverse sweep
    mean_bar = np.where(len(x) > 0, 1.0, 0)[()]  # return np.where(...) + s
    s_bar = 1.0
    with np.errstate(invalid="ignore"):
        mean_asked = (mean_bar != 0.0) | (np.abs(len(x)) > 0.0)  # mean = ...
        product_bar = mean_bar / np.where(mean_asked, len(x), 0.5)
        x_bar = np.broadcast_to(s * product_bar, np.shape(x))
        s_bar += sum_x * product_bar
    x_bar = x_bar.copy()
    return x_bar, float(s_bar)
