"""What may be a number or an array, beside arrays that change in place."""

import numpy as np


def number_beside_arrays(x, y):
    z = x.copy()
    if np.sum(z) < 0.0:
        z = np.sum(z)
    y += z * y
    return np.sum(np.cos(y / (2.0 + x * z)))


WRT = ("x", "y")


def samples(rng):
    x, y = rng.uniform(0.1, 0.9, size=3), rng.normal(size=3)
    return [(x, y), (-x, y)]


# --- expected ---
import numpy as np


def number_beside_arrays_grad(x, y):
    """Gradient of `number_beside_arrays` with respect to x and y."""
    y = y.copy()
    z = x.copy()
    condition = np.sum(z) < 0.0
    if condition:
        z_old = z
        z = np.sum(z)
    y_old = y.copy()
    y += z * y
    ratio = y / (2.0 + x * z)

    # Reverse sweep
    ratio_bar = -np.sin(ratio)  # return np.sum(np.cos(y / (2.0 + x * z)))
    product_bar = unbroadcast(-ratio / (2.0 + x * z) * ratio_bar, 2.0 + x * z)
    y_bar = unbroadcast(ratio_bar / (2.0 + x * z), y)
    x_bar = unbroadcast(z * product_bar, x)
    z_bar = unbroadcast(x * product_bar, z)
    z_bar += unbroadcast(y_old * y_bar, z)  # y += z * y
    y_bar += unbroadcast(z * y_bar, y_old)
    if condition:
        z = z_old
        z_bar = np.broadcast_to(z_bar, np.shape(z))  # z = np.sum(z)
    x_bar += z_bar  # z = x.copy()
    return x_bar, y_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
