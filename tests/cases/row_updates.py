"""r = x[i] of a matrix is a view: adding to it changes the matrix."""

import numpy as np


def row_updates(m):
    y = m * 1.0
    for i in range(1, len(y)):
        r = y[i]
        r += y[i - 1] * m[i]
    return np.sum(y * y)


WRT = "m"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 2)),)]


# --- expected ---
import numpy as np


def row_updates_grad(m):
    """Gradient of `row_updates` with respect to m."""
    r_stack = []
    y = m * 1.0
    y_bar = np.zeros_like(y)
    for i in range(1, len(y)):
        r = y[i]
        r_stack.append(r.copy())
        r += y[i - 1] * m[i]

    # Reverse sweep
    y_bar += 2 * y  # return np.sum(y * y)
    m_bar = np.zeros_like(m)
    for i in reversed(range(1, len(y))):
        r = y[i]
        r_bar = y_bar[i]
        r[...] = r_stack.pop()
        r_section_bar = r_bar.copy()  # r += y[i - 1] * m[i]
        y_bar[i - 1] += m[i] * r_section_bar
        m_bar[i] = y[i - 1] * r_section_bar
    m_bar += y_bar  # y = m * 1.0
    return m_bar
