"""A store into an argument: the caller's array stays as it was."""

import numpy as np


def argument_store(x):
    x[0] = x[1] * x[1]
    x[1:] *= x[0]
    return np.sum(x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def argument_store_grad(x):
    """Gradient of `argument_store` with respect to x."""
    x = x.copy()
    x[0] = x[1] * x[1]

    # Reverse sweep
    x_bar = np.full(np.shape(x), 1.0)  # return np.sum(x)
    x_bar[0] += x[1:] @ x_bar[1:]  # x[1:] *= x[0]
    x_bar[1:] = x[0] * x_bar[1:]
    x_bar[1] += 2 * x[1] * x_bar[0]  # x[0] = x[1] * x[1]
    x_bar[0] = 0.0
    return x_bar
