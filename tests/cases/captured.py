"""A captured variable is filled in from its cell."""

import numpy as np


def make(scale, weights):
    def captured(x):
        return scale * np.sum(weights * x * x)

    return captured


captured = make(2.0, np.array([1.0, -1.0]))

WRT = "x"


def samples(rng):
    return [(rng.normal(size=2),)]


# --- expected ---
import numpy as np


def captured_grad(x, *, scale, weights):
    """Gradient of `captured` with respect to x."""
    # return scale * np.sum(weights * x * x)
    x_bar = unbroadcast(
        np.broadcast_to(weights * x * scale, np.shape(weights * x)), x
    ) + unbroadcast(weights * x * scale, x)
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
