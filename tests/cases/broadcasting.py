"""A vector against a matrix, a column against a row, a float against both."""

import numpy as np


def broadcasting(m, row, column, s):
    a = m * row + column[:, None] / row
    b = s - a * s
    return np.sum(b * b)


WRT = ("m", "row", "column", "s")


def samples(rng):
    return [(rng.normal(size=(2, 3)), 2.0 + rng.random(3), rng.normal(size=2), 0.7)]


# --- expected ---
import numpy as np


def broadcasting_grad(m, row, column, s):
    """Gradient of `broadcasting` with respect to m, row, column and s."""
    a = m * row + column[:, None] / row
    b = s - a * s

    # Reverse sweep
    b_bar = 2 * b  # return np.sum(b * b)
    s_bar = np.sum(b_bar) - np.sum(a * b_bar)  # b = s - a * s
    a_bar = -s * b_bar
    product_bar = unbroadcast(a_bar, m * row)  # a = m * row + column[:, None] / row
    ratio_bar = unbroadcast(a_bar, column[:, None] / row)
    m_bar = unbroadcast(row * product_bar, m)
    row_bar = unbroadcast(m * product_bar, row) - np.sum(
        column[:, None] / row / row * ratio_bar, axis=0
    )
    column_bar = np.sum(ratio_bar / row, axis=1)
    return m_bar, row_bar, column_bar, float(s_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
