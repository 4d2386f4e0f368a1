"""A branch of `np.where` under a name that held something else before."""

import numpy as np


def total(v):
    return np.sum(v * v)


def where_of_other_values(m, x, y):
    a = np.sqrt(x)
    c = np.log(x)
    size = total(a) + np.sum(np.concatenate([c, y]) ** 2)
    a, b = m
    first = np.where(y > 1.5, a, 0.0)
    c, d = m * m
    second = np.where(y > 1.5, c, 0.0)
    return size + np.sum(first * b) + np.sum(second * d)


WRT = ("m", "x")


def samples(rng):
    x, y = np.array([0.5, 1.0, 4.0]), np.array([1.0, 2.0, 3.0])
    return [(rng.normal(size=(2, 3)), x, y)]


# --- expected ---
import numpy as np


def where_of_other_values_grad(m, x, y):
    """Gradient of `where_of_other_values` with respect to m and x."""
    a = np.sqrt(x)
    c = np.log(x)
    concatenate = np.concatenate([c, y])
    a_old = a
    a, b = m
    first = np.where(y > 1.5, a, 0.0)
    c_old = c
    c, d = m * m
    second = np.where(y > 1.5, c, 0.0)

    # Reverse sweep
    first_bar = b  # return size + np.sum(first * b) + np.sum(second * d)
    b_bar = first
    second_bar = d
    d_bar = second
    c_bar = np.where(y > 1.5, second_bar, 0)  # second = np.where(y > 1.5, c, 0.0)
    m_bar = 2 * m * np.stack([c_bar, d_bar])  # c, d = m * m
    a_bar = np.where(y > 1.5, first_bar, 0)  # first = np.where(y > 1.5, a, 0.0)
    m_bar += np.stack([a_bar, b_bar])  # a, b = m
    c_bar = 2 * concatenate[: len(c_old)]  # size = total(a) + np.sum(...)
    a_bar = total_reverse(a_old, 1.0)
    x_bar = c_bar / x  # c = np.log(x)
    x_bar += 0.5 / a_old * a_bar  # a = np.sqrt(x)
    return m_bar, x_bar


def total_reverse(v, ans_bar):
    v_bar = 2 * v * ans_bar  # return np.sum(v * v)
    return v_bar
