"""Rows, columns, elements and newaxis reads of a matrix."""

import numpy as np


def matrix_rows(m):
    a = m[0] * m[:, 1]
    b = m[-1, ::2] @ m[::2, 0]
    c = m[:, None, 0] * m[None, 1]
    return np.sum(a) * b + np.sum(c * m) + m[1, 2] ** 2


WRT = "m"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)),)]


# --- expected ---
import numpy as np


def matrix_rows_grad(m):
    """Gradient of `matrix_rows` with respect to m."""
    a = m[0] * m[:, 1]
    b = m[-1, ::2] @ m[::2, 0]
    c = m[:, None, 0] * m[None, 1]

    # Reverse sweep
    b_bar = np.sum(a)  # return np.sum(a) * b + np.sum(c * m) + m[1, 2] ** 2
    c_bar = m
    m_bar = c
    m_bar[1, 2] += 2 * m[1, 2]
    m_bar[:, None, 0] += np.sum(m[None, 1] * c_bar, axis=1, keepdims=True)  # c = ...
    m_bar[None, 1] += np.sum(m[:, None, 0] * c_bar, axis=0, keepdims=True)
    m_bar[-1, ::2] += b_bar * m[::2, 0]  # b = m[-1, ::2] @ m[::2, 0]
    m_bar[::2, 0] += b_bar * m[-1, ::2]
    m_bar[0] += m[:, 1] * b  # a = m[0] * m[:, 1]
    m_bar[:, 1] += m[0] * b
    return m_bar
