"""Elements that loops read once each, or twice since an index wraps."""

import numpy as np

WRT = ("x", "y", "A")


def elements_once(x, y, A):
    total = 0.0
    for i in range(len(x)):
        for j in range(1, len(y)):
            if A[i, j] > 0.0:
                total += A[i, j] * x[i] * y[j - 1]
    last = y[0]
    for i in range(-2, 2):
        last = last * np.sin(x[i])
    for i in range(len(y) + 1):
        last = last + np.cos(y[i - 1])
    return total * last


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=4), rng.normal(size=(3, 4)))]


# --- expected ---
import numpy as np


def elements_once_grad(x, y, A):
    """Gradient of `elements_once` with respect to x, y and A."""
    last_stack = []
    total = 0.0
    for i in range(len(x)):
        for j in range(1, len(y)):
            if A[i, j] > 0.0:
                total += A[i, j] * x[i] * y[j - 1]
    last = y[0]
    for i in range(-2, 2):
        last_stack.append(last)
        last = last * np.sin(x[i])
    for i in range(len(y) + 1):
        last = last + np.cos(y[i - 1])

    # Reverse sweep
    total_bar = last  # return total * last
    last_bar = total
    y_bar = np.zeros_like(y)
    for i in reversed(range(len(y) + 1)):
        y_bar[i - 1] -= np.sin(y[i - 1]) * last_bar  # last = last + np.cos(y[i - 1])
    x_bar = np.zeros_like(x)
    for i in reversed(range(-2, 2)):
        last = last_stack.pop()
        x_bar[i] += np.cos(x[i]) * last * last_bar  # last = last * np.sin(x[i])
        last_bar = np.sin(x[i]) * last_bar
    y_bar[0] += last_bar  # last = y[0]
    A_bar = np.zeros_like(A)
    for i in reversed(range(len(x))):
        for j in reversed(range(1, len(y))):
            if A[i, j] > 0.0:
                product_bar = y[j - 1] * total_bar  # total += A[i, j] * x[i] * y[j - 1]
                A_bar[i, j] = x[i] * product_bar
                x_bar[i] += A[i, j] * product_bar
                y_bar[j - 1] += A[i, j] * x[i] * total_bar
    return x_bar, y_bar, A_bar
