"""Rows, elements with their indices, a flat view."""

import numpy as np


def loop_over_elements(m, mask):
    total = 0.0
    for i, row in enumerate(m):
        for j, v in enumerate(row):
            if mask[i][j]:
                continue
            total = total * 0.5 + v * m[j, i]
    for (i, j), v in np.ndenumerate(m):
        if i != j:
            total += v * v * (i - j)
    for v in m.flat:
        total = total + np.sin(v) * total
    return total


WRT = "m"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 2)), [[True, False], [False, False]])]


# --- expected ---
import numpy as np


def loop_over_elements_grad(m, mask):
    """Gradient of `loop_over_elements` with respect to m."""
    total_stack = []
    total = 0.0
    for i, row in enumerate(m):
        for j, v in enumerate(row):
            if mask[i][j]:
                continue
            total = total * 0.5 + v * m[j, i]
    items2 = [*np.ndindex(m.shape)]
    for index in items2:
        i, j = index
        v = m[index]
        if i != j:
            total += v * v * (i - j)
    items = m.ravel()
    for k in range(len(items)):
        total_stack.append(total)
        v = items[k]
        total = total + np.sin(v) * total

    # Reverse sweep
    total_bar = 1.0  # return total
    items_bar = np.zeros_like(items)
    for k in reversed(range(len(items))):
        total = total_stack.pop()
        v = items[k]
        items_bar[k] = np.cos(v) * total * total_bar  # total = total + np.sin(v) * ...
        total_bar = (1 + np.sin(v)) * total_bar
    m_bar = np.reshape(items_bar, np.shape(m))
    for index in reversed(items2):
        i, j = index
        v = m[index]
        v_bar = 2 * v * ((i - j) * total_bar) if i != j else 0.0  # total += v * v * ...
        m_bar[index] += v_bar
    for i in reversed(range(len(m))):
        row = m[i]
        row_bar = np.zeros_like(row)
        for j in reversed(range(len(row))):
            v = row[j]
            if mask[i][j]:
                v_bar = 0.0
            else:
                v_bar = m[j, i] * total_bar  # total = total * 0.5 + v * m[j, i]
                m_bar[j, i] += v * total_bar
                total_bar = 0.5 * total_bar
            row_bar[j] = v_bar
        m_bar[i] += row_bar
    return m_bar
