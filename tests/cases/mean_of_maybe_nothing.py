"""A length that the function asks about may be zero: a mean of nothing is kept out."""

import numpy as np

WRT = ("x", "s")


def mean_of_maybe_nothing(x, s):
    return np.where(len(x) > 0, np.sum(x) * s / len(x), 0.0) + s


def samples(rng):
    yield rng.normal(size=3), 0.7


# --- expected ---
import numpy as np


def mean_of_maybe_nothing_grad(x, s):
    """Gradient of `mean_of_maybe_nothing` with respect to x and s."""
    # Reverse sweep
    # return np.where(len(x) > 0, np.sum(x) * s / len(x), 0.0) + s
    product_bar = np.where(len(x) > 0, 1.0, 0)[()] / np.where(len(x) > 0, len(x), 0.5)
    x_bar = np.full(np.shape(x), s * product_bar)
    s_bar = np.sum(x) * product_bar + 1.0
    return x_bar, float(s_bar)
