"""maximum, minimum, clip and abs away from their kinks."""

import numpy as np


def rectifiers(x, y, lo):
    a = np.maximum(x, 0.0) + np.minimum(x, y)
    b = np.clip(x, lo, 2.0) * np.abs(y)
    return np.sum(a * b) + np.sum(np.maximum(lo, y) * np.sign(x))


WRT = ("x", "y", "lo")


def samples(rng):
    return [(np.array([-1.5, 0.3, 2.6]), np.array([0.2, -0.9, 1.4]), -0.6)]


# --- expected ---
import numpy as np


def rectifiers_grad(x, y, lo):
    """Gradient of `rectifiers` with respect to x, y and lo."""
    a = np.maximum(x, 0.0) + np.minimum(x, y)
    abs_y = np.abs(y)
    maximum_x = np.maximum(x, lo)
    minimum = np.minimum(maximum_x, 2.0)
    b = minimum * abs_y
    sign_x = np.sign(x)
    product = np.maximum(lo, y) * sign_x

    # Reverse sweep
    # return np.sum(a * b) + np.sum(np.maximum(lo, y) * np.sign(x))
    maximum_lo_bar = unbroadcast(np.broadcast_to(sign_x, np.shape(product)), y)
    a_bar = unbroadcast(np.broadcast_to(b, np.shape(a * b)), a)
    b_bar = unbroadcast(np.broadcast_to(a, np.shape(a * b)), b)
    lo_bar = np.sum(np.where(lo == y, 0.5 * maximum_lo_bar, (lo > y) * maximum_lo_bar))
    y_bar = np.where(lo == y, 0.5 * maximum_lo_bar, (y > lo) * maximum_lo_bar)
    maximum_x_bar = (maximum_x < 2.0) * unbroadcast(abs_y * b_bar, x)  # b = ...
    x_bar = np.where(x == lo, 0.5 * maximum_x_bar, (x > lo) * maximum_x_bar)
    lo_bar += np.sum(np.where(x == lo, 0.5 * maximum_x_bar, (lo > x) * maximum_x_bar))
    y_bar += np.sign(y) * unbroadcast(minimum * b_bar, abs_y)
    # a = np.maximum(x, 0.0) + np.minimum(x, y)
    x_bar += (x > 0.0) * unbroadcast(a_bar, x) + unbroadcast(
        np.where(x == y, 0.5 * a_bar, (x < y) * a_bar), x
    )
    y_bar += unbroadcast(np.where(x == y, 0.5 * a_bar, (y < x) * a_bar), y)
    return x_bar, y_bar, float(lo_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
