"""A tuple comes in and its gradient is a tuple."""

import numpy as np


def tuple_argument(p, x):
    w, (b, c) = p
    return np.sum((w * x + b) ** 2) * c + p[1][0]


WRT = "p"


def samples(rng):
    return [((rng.normal(size=3), (0.5, -1.2)), rng.normal(size=3))]


# --- expected ---
import numpy as np


def tuple_argument_grad(p, x):
    """Gradient of `tuple_argument` with respect to p."""
    w, (b, c) = p

    # Reverse sweep
    sum_bar = 2 * (w * x + b) * c  # return np.sum((w * x + b) ** 2) * c + p[1][0]
    w_bar = unbroadcast(x * sum_bar, w)
    b_bar = np.sum(sum_bar)
    c_bar = np.sum((w * x + b) ** 2)
    p_1_0_bar = 1.0
    p_1_0_bar += b_bar  # w, (b, c) = p
    return w_bar, (float(p_1_0_bar), float(c_bar))


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
