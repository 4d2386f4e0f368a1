"""Stores through a transpose, a reshape and a diagonal row."""

import numpy as np


def transposed_view(m, x):
    a = m.copy()
    t = a.T
    t[0] = x
    flat = a.reshape(-1)
    flat[4] *= x[1]
    row = a[2]
    row += x * x
    return np.sum(a * a)


WRT = ("m", "x")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3))]


# --- expected ---
import numpy as np


def transposed_view_grad(m, x):
    """Gradient of `transposed_view` with respect to m and x."""
    a = m.copy()
    a_bar = np.zeros_like(a)
    t = a.T
    t_bar = a_bar.T
    t[0] = x
    flat = a.reshape(-1)
    flat_bar = a_bar.reshape(-1)
    flat_old = flat[4]
    flat[4] *= x[1]
    row = a[2]
    row_bar = a_bar[2]
    row_old = row.copy()
    row += x * x

    # Reverse sweep
    a_bar += 2 * a  # return np.sum(a * a)
    row[...] = row_old
    x_bar = 2 * x * row_bar  # row += x * x
    flat[4] = flat_old
    x_bar[1] += flat[4] * flat_bar[4]  # flat[4] *= x[1]
    flat_bar[4] = x[1] * flat_bar[4]
    if not np.shares_memory(flat_bar, a_bar):  # flat = a.reshape(-1)
        a_bar += np.reshape(flat_bar, np.shape(a))
    x_bar += t_bar[0]  # t[0] = x
    t_bar[0] = 0.0
    m_bar = a_bar.copy()  # a = m.copy()
    return m_bar, x_bar
