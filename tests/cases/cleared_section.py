"""A section is cleared before the loss."""

import numpy as np


def cleared_section(m, k):
    a = m * m
    a[:, :k] = 0.0
    return np.sum(a * m)


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(2, 4)), 2), (rng.normal(size=(2, 4)), 0)]


# --- expected ---
def cleared_section_grad(m, k):
    """Gradient of `cleared_section` with respect to m."""
    a = m * m
    a[:, :k] = 0.0

    # Reverse sweep
    a_bar = m.copy()  # return np.sum(a * m)
    m_bar = a.copy()
    a_bar[:, :k] = 0.0  # a[:, :k] = 0.0
    m_bar += 2 * m * a_bar  # a = m * m
    return m_bar
