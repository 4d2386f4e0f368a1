"""Reading with an array of indices, some of them twice; its adjoint accumulates."""

import numpy as np


def gather(x, index):
    y = x[index]
    return np.sum(y**3 * np.arange(1.0, 5.0)) + x[index[0]]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), np.array([0, 0, 2, 1]))]


# --- expected ---
import numpy as np


def gather_grad(x, index):
    """Gradient of `gather` with respect to x."""
    y = x[index]
    arange = np.arange(1.0, 5.0)

    # Reverse sweep
    # return np.sum(y**3 * np.arange(1.0, 5.0)) + x[index[0]]
    y_bar = 3 * y**2 * unbroadcast(np.broadcast_to(arange, np.shape(y**3 * arange)), y)
    x_bar = np.zeros_like(x)
    x_bar[index[0]] = 1.0
    np.add.at(x_bar, index, y_bar)  # y = x[index]
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
