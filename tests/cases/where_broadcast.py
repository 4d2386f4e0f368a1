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
    product_bar = np.where(m > row, where_bar, 0)
    m_bar = row * product_bar
    row_bar = np.sum(m * product_bar, axis=0)
    s_bar = np.sum(np.where(m > row, 0, where_bar))
    return m_bar, row_bar, float(s_bar)
