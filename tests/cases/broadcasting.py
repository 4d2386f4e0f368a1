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
    m_bar = row * a_bar  # a = m * row + column[:, None] / row
    row_bar = np.sum(m * a_bar, axis=0) - np.sum(
        column[:, None] / row / row * a_bar, axis=0
    )
    column_bar = np.sum(a_bar / row, axis=1)
    return m_bar, row_bar, column_bar, float(s_bar)
