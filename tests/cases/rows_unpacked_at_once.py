"""The rows of an array are unpacked in the statement that unpacks the array."""

import numpy as np


def rows_unpacked_at_once(m, x):
    for k in range(2):
        rotation = np.array([[np.cos(x[k]), np.sin(x[k])], [-np.sin(x[k]), 1.0]])
        m = m @ rotation
    (a, b), (c, d) = m
    first, (x, y) = m * m
    return (a * d - b * c) / (a + d) + first @ first * x - y


WRT = ("m", "x")


def samples(rng):
    return [(rng.normal(size=(2, 2)) + 3.0 * np.eye(2), rng.normal(size=2))]


# --- expected ---
import numpy as np


def rows_unpacked_at_once_grad(m, x):
    """Gradient of `rows_unpacked_at_once` with respect to m and x."""
    saved_stack = []
    for k in range(2):
        rotation = np.array([[np.cos(x[k]), np.sin(x[k])], [-np.sin(x[k]), 1.0]])
        saved_stack.append((m, rotation))
        m = m @ rotation
    row, row2 = m
    a, b = row
    c, d = row2
    first, row3 = m * m
    x_old = x
    x, _y = row3

    # Reverse sweep
    sum_bar = 1 / (a + d)  # return (a * d - b * c) / (a + d) + first @ first * x - y
    sum_bar2 = -(a * d - b * c) / (a + d) / (a + d)
    a_bar = d * sum_bar + sum_bar2
    d_bar = a * sum_bar + sum_bar2
    b_bar = -c * sum_bar
    c_bar = -b * sum_bar
    first_bar = 2 * x * first
    x_bar = first @ first
    m_bar = 2 * m * np.stack([first_bar, np.array([x_bar, -1.0])])  # first, (...) = ...
    # (a, b), (c, d) = m
    m_bar += np.stack([np.array([a_bar, b_bar]), np.array([c_bar, d_bar])])
    x_bar = np.zeros_like(x_old)
    for k in reversed(range(2)):
        m, rotation = saved_stack.pop()
        rotation_bar = m.T @ m_bar  # m = m @ rotation
        m_bar = m_bar @ rotation.T
        value_bar, value_bar2 = rotation_bar  # rotation = np.array(...)
        cos = np.cos(x_old[k])
        x_bar[k] = (
            cos * value_bar[1] - np.sin(x_old[k]) * value_bar[0] - cos * value_bar2[0]
        )
    return m_bar, x_bar
