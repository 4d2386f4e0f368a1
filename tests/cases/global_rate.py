"""Globals of the module are read when the derivative is called."""

import numpy as np

RATE = 0.1
WEIGHTS = np.array([1.0, 2.0, 3.0])


def global_rate(x):
    return RATE * np.sum(WEIGHTS * x**2)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3),)]


# --- expected ---
import numpy as np

from tests.cases import global_rate  # isort: skip


def global_rate_grad(x):
    """Gradient of `global_rate` with respect to x."""
    # return RATE * np.sum(WEIGHTS * x**2)
    x_bar = (
        2
        * x
        * unbroadcast(
            np.broadcast_to(
                global_rate.WEIGHTS * (global_rate.RATE * 1.0),
                np.shape(global_rate.WEIGHTS * x**2),
            ),
            x,
        )
    )
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
