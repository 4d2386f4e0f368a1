"""The shape of an array is assigned, which gives the name another one."""

import numpy as np


def shape_assigned(x):
    y = 2.0 * x
    y.shape = 2, 2
    y[0] *= y[1]
    y.shape = -1
    return np.sum(y * x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def shape_assigned_grad(x):
    """Gradient of `shape_assigned` with respect to x."""
    y = 2.0 * x
    y_old = y
    y = y.reshape((2, 2))
    y_old2 = y[0].copy()
    y[0] *= y[1]
    y_old3 = y
    y = y.reshape(-1)

    # Reverse sweep
    y_bar = np.broadcast_to(x, np.shape(y))  # return np.sum(y * x)
    x_bar = unbroadcast(y, x).copy()
    y = y_old3
    y_bar = np.reshape(y_bar, np.shape(y)).copy()  # y.shape = -1
    y[0] = y_old2
    y_bar[1] += y[0] * y_bar[0]  # y[0] *= y[1]
    y_bar[0] = y[1] * y_bar[0]
    y = y_old
    y_bar = np.reshape(y_bar, np.shape(y))  # y.shape = 2, 2
    x_bar += 2.0 * y_bar  # y = 2.0 * x
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
