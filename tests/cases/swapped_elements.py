"""Elements, rows and sections change places; several stores in one assignment."""

import numpy as np


def minmax(v):
    return v[0] * v[1], v[1] + v[2]


def swapped_elements(m, x):
    a = m * 1.0
    y = x * x
    y[0], y[1] = y[1], y[0] * y[2]
    a[[0, 2]] = a[[2, 0]]
    a[0], a[1] = a[1] * y[0], a[0] + y[1]
    low, y[2] = minmax(y)
    a[1, :2] = a[:2, 2] = y[1:] * low
    return np.sum(a * a) + np.sum(y * y)


WRT = ("m", "x")


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3))]


# --- expected ---
import numpy as np

from tests.cases import swapped_elements  # isort: skip


def swapped_elements_grad(m, x):
    """Gradient of `swapped_elements` with respect to m and x."""
    a = m * 1.0
    y = x * x
    y_new = y[0] * y[2]
    y_old = y[0]
    y[0] = y[1]
    y[1] = y_new
    a[[0, 2]] = a[[2, 0]]
    a_new = a[0] + y[1]
    a[0] = a[1] * y[0]
    a_old = a[1].copy()
    a[1] = a_new
    low, y_new2 = swapped_elements.minmax(y)
    y_old2 = y[2]
    y[2] = y_new2
    value = y[1:] * low
    a_old2 = a[1, :2].copy()
    a[1, :2] = value
    a_old3 = a[:2, 2].copy()
    a[:2, 2] = value

    # Reverse sweep
    a_bar = 2 * a  # return np.sum(a * a) + np.sum(y * y)
    y_bar = 2 * y
    a[:2, 2] = a_old3
    value_bar = unbroadcast(a_bar[:2, 2], value).copy()  # a[1, :2] = ...
    a_bar[:2, 2] = 0.0
    a[1, :2] = a_old2
    value_bar += unbroadcast(a_bar[1, :2], value)
    a_bar[1, :2] = 0.0
    y_bar[1:] += low * value_bar
    low_bar = y[1:] @ value_bar
    y[2] = y_old2
    y_new2_bar = y_bar[2]  # low, y[2] = minmax(y)
    y_bar[2] = 0.0
    y_bar += minmax_reverse(y, low_bar, y_new2_bar)
    a[1] = a_old
    a_new_bar = a_bar[1].copy()  # a[0], a[1] = a[1] * y[0], a[0] + y[1]
    a_bar[1] = 0.0
    a_bar[1] += y[0] * a_bar[0]
    y_bar[0] += a[1] @ a_bar[0]
    a_bar[0] = a_new_bar
    y_bar[1] += np.sum(a_new_bar)
    a_bar[[0, 2]] = a_bar[[2, 0]]  # a[[0, 2]] = a[[2, 0]]
    y_new_bar = y_bar[1]  # y[0], y[1] = y[1], y[0] * y[2]
    y_bar[1] = 0.0
    y[0] = y_old
    y_bar[1] += y_bar[0]
    y_bar[0] = y[2] * y_new_bar
    y_bar[2] += y[0] * y_new_bar
    x_bar = 2 * x * y_bar  # y = x * x
    m_bar = a_bar  # a = m * 1.0
    return m_bar, x_bar


def minmax_reverse(v, ans_0_bar, ans_1_bar):
    v_bar = np.zeros_like(v)  # return v[0] * v[1], v[1] + v[2]
    v_bar[0] = v[1] * ans_0_bar
    v_bar[1] = v[0] * ans_0_bar + ans_1_bar
    v_bar[2] = ans_1_bar
    return v_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
