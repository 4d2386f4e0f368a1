"""where with a float branch and a row branch: each gets its own shape."""

import numpy as np


def where_broadcast(m, row, s):
    return np.sum(np.where(m > row, m * row, s) ** 2)


WRT = ("m", "row", "s")


def samples(rng):
    return [(rng.normal(size=(3, 2)), rng.normal(size=2), 0.4)]


# --- expected ---
import numpy as np


def where_broadcast_grad(m, row, s):
    """Gradient of `where_broadcast` with respect to m, row and s."""
    # Reverse sweep
    where_bar = 2 * np.where(m > row, m * row, s)  # return np.sum(...)
    product_bar = unbroadcast(np.where(m > row, where_bar, 0), m * row)
    m_bar = unbroadcast(row * product_bar, m)
    row_bar = unbroadcast(m * product_bar, row)
    s_bar = np.sum(np.where(m > row, 0, where_bar))
    return m_bar, row_bar, float(s_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
