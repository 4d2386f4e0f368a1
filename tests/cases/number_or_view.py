"""A name that stands for a row of what is changed, or for a number, by turns."""

import numpy as np


def number_or_view(x, c):
    y = x.copy()
    total = c * c
    for i in range(len(y)):
        below = y[i + 1] if i + 1 < len(y) else c * 2.0
        y[i] = y[i] * below
        y[i] += total
        total = y[i] if i % 2 else 0.5 * np.sum(y[i])
    return np.sum(y**3) + np.sum(total)


WRT = ("x", "c")


def samples(rng):
    return [(rng.normal(size=(3, 2)), 0.7), (rng.normal(size=(0, 2)), 0.7)]


# --- expected ---
import numpy as np


def number_or_view_grad(x, c):
    """Gradient of `number_or_view` with respect to x and c."""
    saved_stack = []
    y_stack = []
    y_stack2 = []
    saved_stack2 = []
    saved_stack3 = []
    y = x.copy()
    y_bar = np.zeros_like(y)
    total = c * c
    total_bar = np.zeros_like(total)
    for i in range(len(y)):
        if i + 1 < len(y):
            below = y[i + 1]
            below_bar = y_bar[i + 1]
        else:
            below = c * 2.0
            below_bar = np.zeros_like(below)
        saved_stack.append((below, below_bar))
        y_stack.append(y[i].copy())
        y[i] = y[i] * below
        y_stack2.append(y[i].copy())
        y[i] += total
        if i % 2:
            saved_stack2.append((total, total_bar))
            total = y[i]
            total_bar = y_bar[i]
        else:
            saved_stack3.append((total, total_bar))
            total = 0.5 * np.sum(y[i])
            total_bar = np.zeros_like(total)

    # Reverse sweep
    y_bar += 3 * y**2  # return np.sum(y**3) + np.sum(total)
    total_bar += 1.0
    c_bar = 0.0
    for i in reversed(range(len(y))):
        below, below_bar = saved_stack.pop()
        if i % 2:
            total, total_bar = saved_stack2.pop()
        else:
            y_bar[i] += 0.5 * total_bar  # total = y[i] if i % 2 else 0.5 * np.sum(y[i])
            total, total_bar = saved_stack3.pop()
        y[i] = y_stack2.pop()
        total_bar += unbroadcast(y_bar[i].copy(), total)  # y[i] += total
        y[i] = y_stack.pop()
        product_bar = unbroadcast(y_bar[i], y[i] * below).copy()  # y[i] = y[i] * below
        y_bar[i] = unbroadcast(below * product_bar, y[i])
        below_bar += unbroadcast(y[i] * product_bar, below)
        if not i + 1 < len(y):
            c_bar += 2.0 * below_bar  # below = y[i + 1] if i + 1 < len(y) else c * 2.0
    c_bar += 2 * c * total_bar  # total = c * c
    x_bar = y_bar.copy()  # y = x.copy()
    return x_bar, float(c_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
