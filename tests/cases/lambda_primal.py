"""A lambda given a name."""

import numpy as np

lambda_primal = lambda x, a: np.sum(a * x**2) + a  # noqa: E731  # that is the case

WRT = ("x", "a")


def samples(rng):
    return [(rng.normal(size=2), 1.5)]


# --- expected ---
import numpy as np


def f_grad(x, a):
    """Gradient of `<lambda>` with respect to x and a."""
    a_bar = np.sum(x**2) + 1.0  # return np.sum(a * x**2) + a
    x_bar = 2 * x * a
    return x_bar, float(a_bar)
