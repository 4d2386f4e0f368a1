"""Rows, columns and elements that change places, where their values are read again."""

import numpy as np

WRT = ("a", "x")


def exchanged_back(a, x):
    a, x = a * x, x * 1.0
    for k in range(2):
        a[[k, k + 1]] = a[[k + 1, k]]
        x[k], x[-1] = x[-1], x[k]
        a[:, [0, k]] = a[:, [k, 0]]
        a[k, 0], a[0, k] = a[0, k], a[k, 0]
        x *= np.sin(x * a[k])
    return np.sum(a * a) + np.sum(x)


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3))]


# --- expected ---
import numpy as np


def exchanged_back_grad(a, x):
    """Gradient of `exchanged_back` with respect to a and x."""
    x_stack = []
    a_old = a
    a = a * x
    x_old = x
    x = x * 1.0
    for k in range(2):
        a[[k, k + 1]] = a[[k + 1, k]]
        x[k], x[-1] = x[-1], x[k]
        a[:, [0, k]] = a[:, [k, 0]]
        a[k, 0], a[0, k] = a[0, k], a[k, 0]
        x_stack.append(x.copy())
        x *= np.sin(x * a[k])

    # Reverse sweep
    a_bar = 2 * a  # return np.sum(a * a) + np.sum(x)
    x_bar = np.full(np.shape(x), 1.0)
    for k in reversed(range(2)):
        x = x_stack.pop()
        product_bar = np.cos(x * a[k]) * x * x_bar  # x *= np.sin(x * a[k])
        a_bar[k] += x * product_bar
        x_bar = np.sin(x * a[k]) * x_bar + a[k] * product_bar
        a[k, 0], a[0, k] = a[0, k], a[k, 0]
        a_bar[k, 0], a_bar[0, k] = a_bar[0, k], a_bar[k, 0]  # a[k, 0], a[0, k] = ...
        a[:, [0, k]] = a[:, [k, 0]]
        a_bar[:, [0, k]] = a_bar[:, [k, 0]]  # a[:, [0, k]] = a[:, [k, 0]]
        x_bar[k], x_bar[-1] = x_bar[-1], x_bar[k]  # x[k], x[-1] = x[-1], x[k]
        a[[k, k + 1]] = a[[k + 1, k]]
        a_bar[[k, k + 1]] = a_bar[[k + 1, k]]  # a[[k, k + 1]] = a[[k + 1, k]]
    x_bar += np.sum(a_old * a_bar, axis=0)  # a, x = a * x, x * 1.0
    a_bar = x_old * a_bar
    return a_bar, x_bar
