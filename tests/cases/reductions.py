"""Sums and means over axes, positive and negative, kept and dropped."""

import numpy as np


def reductions(m):
    a = m - np.mean(m, axis=0)
    b = np.sum(a * a, axis=1, keepdims=True)
    c = np.sum(a / (1.0 + b), axis=(0, -1))
    return np.sum(b) * c + np.mean(m * m)


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(3, 2)),)]


# --- expected ---
import numpy as np


def reductions_grad(m):
    """Gradient of `reductions` with respect to m."""
    a = m - np.mean(m, axis=0)
    b = np.sum(a * a, axis=1, keepdims=True)
    c = np.sum(a / (1.0 + b), axis=(0, -1))

    # Reverse sweep
    b_bar = np.broadcast_to(c, np.shape(b))  # return np.sum(b) * c + np.mean(m * m)
    c_bar = np.sum(b)
    m_bar = 2 * m / np.size(m)
    ratio_bar = np.expand_dims(c_bar, (0, -1))  # c = np.sum(...)
    a_bar2 = ratio_bar / (1.0 + b)
    b_bar = b_bar - np.sum(a / (1.0 + b) / (1.0 + b) * ratio_bar, axis=1, keepdims=True)
    a_bar = a_bar2 + 2 * a * b_bar  # b = np.sum(a * a, axis=1, keepdims=True)
    m_bar += a_bar - np.sum(a_bar, axis=0) / len(m)  # a = m - np.mean(m, axis=0)
    return m_bar
