"""An array that changes is bound to its own name again, by itself and by a helper."""

import numpy as np


def checked(u):
    return u


def bound_to_itself(x, y):
    m = np.concatenate([y, -1.3 * y]).reshape(2, -1)
    for k in range(2):
        m[:, k] += x[:2]
    v = x @ m.T @ m
    m = m  # noqa: PLW0127  # what is tried
    v, m = v, checked(m)
    return np.sum(v * v) + np.sum(m * m)


WRT = ("x", "y")


def samples(rng):
    return [(rng.uniform(size=3), rng.uniform(size=3))]


# --- expected ---
import numpy as np

from tests.cases import bound_to_itself  # isort: skip


def bound_to_itself_grad(x, y):
    """Gradient of `bound_to_itself` with respect to x and y."""
    view = np.concatenate([y, -1.3 * y])
    view_bar = np.zeros_like(view)
    m = view.reshape(2, -1)
    m_bar = view_bar.reshape(2, -1)
    for k in range(2):
        m[:, k] += x[:2]
    product = x @ m.T
    v = product @ m
    m_old = m
    m_bar_old = m_bar
    m = bound_to_itself.checked(m)

    # Reverse sweep
    v_bar = 2 * v  # return np.sum(v * v) + np.sum(m * m)
    m_bar += 2 * m
    m_bar = m_bar_old
    product_bar = m_old @ v_bar  # v = x @ m.T @ m
    x_bar = m_old.T @ product_bar
    m_bar += np.outer(product_bar, x) + np.outer(product, v_bar)
    for k in reversed(range(2)):
        x_bar[:2] += m_bar[:, k]  # m[:, k] += x[:2]
    if not np.shares_memory(m_bar, view_bar):  # m = np.concatenate(...).reshape(2, -1)
        view_bar += np.reshape(m_bar, np.shape(view))
    y_bar = view_bar[: len(y)] - 1.3 * view_bar[len(y) :]
    return x_bar, y_bar
