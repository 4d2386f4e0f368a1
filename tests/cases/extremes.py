"""max, min and their axes, where no two are equal."""

import numpy as np


def extremes(m):
    top = np.max(m, axis=0)
    low = m.min(axis=1, keepdims=True)
    return np.sum(top**2) + np.sum((m - low) ** 2) * np.max(m) + min(top[0], top[1])


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(3, 2)),)]


# --- expected ---
import numpy as np


def extremes_grad(m):
    """Gradient of `extremes` with respect to m."""
    top = np.max(m, axis=0)
    low = m.min(axis=1, keepdims=True)
    max_m = np.max(m)
    sum_value = np.sum((m - low) ** 2)

    # Reverse sweep
    sum_bar = 2 * (m - low) * max_m  # return np.sum(...) + np.sum(...) * ...
    top2 = m == max_m
    top_bar = 2 * top
    m_bar = sum_bar + top2 * sum_value / np.sum(top2)
    low_bar = -np.sum(sum_bar, axis=1, keepdims=True)
    top_bar[0] += 0.5 if top[0] == top[1] else (top[0] < top[1]) * 1.0
    top_bar[1] += 0.5 if top[0] == top[1] else (top[1] < top[0]) * 1.0
    bottom = m == low  # low = m.min(axis=1, keepdims=True)
    m_bar += bottom * low_bar / np.sum(bottom, axis=1, keepdims=True)
    top3 = m == top  # top = np.max(m, axis=0)
    m_bar += top3 * top_bar[None, :] / np.sum(top3, axis=0, keepdims=True)
    return m_bar
