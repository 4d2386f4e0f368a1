"""Neighbours side by side: of an array, of a list that changes, beside others."""

import numpy as np


def neighbours_in_zip(x, t, y, n):
    rows = [x * (k + 1) for k in range(n)]
    for above, below in zip(rows, rows[1:]):
        below += above * x
    total = np.sum(rows[-1] * rows[0])
    for t0, t1, v in zip(t[:-1], t[1:], y):
        total += (t1 - t0) * v * total
    for i, (t0, t1) in enumerate(zip(t[:-2], t[2:], strict=True)):
        total += i * t0 * t1 * total
    return total


WRT = ("x", "t", "y")


def samples(rng):
    yield rng.normal(size=3), rng.normal(size=4), [0.3, -0.7, 1.2, 0.5], 3
    yield rng.normal(size=2), rng.normal(size=2), [0.3], 1


# --- expected ---
import numpy as np


def neighbours_in_zip_grad(x, t, y, n):
    """Gradient of `neighbours_in_zip` with respect to x, t and y."""
    rows_stack = []
    total_stack = []
    total_stack2 = []
    rows = [x * (k + 1) for k in range(n)]
    for j in range(len(rows) - 1):
        rows_stack.append(rows[j + 1].copy())
        rows[j + 1] += rows[j] * x
    total = np.sum(rows[-1] * rows[0])
    for t0, t1, v in zip(t[:-1], t[1:], y, strict=False):
        total_stack.append(total)
        total += (t1 - t0) * v * total
    items = t[:-2]
    items2 = t[2:]
    for i in range(len(items)):
        t0 = items[i]
        t1 = items2[i]
        total_stack2.append(total)
        total += i * t0 * t1 * total

    # Reverse sweep
    total_bar = 1.0  # return total
    items_bar = np.zeros_like(items)
    items2_bar = np.zeros_like(items2)
    for i in reversed(range(len(items))):
        t0 = items[i]
        t1 = items2[i]
        total = total_stack2.pop()
        product_bar = total * total_bar  # total += i * t0 * t1 * total
        items_bar[i] = i * t1 * product_bar
        items2_bar[i] = i * t0 * product_bar
        total_bar = (1 + i * t0 * t1) * total_bar
    t_bar = np.zeros_like(t)
    t_bar[2:] = items2_bar
    t_bar[:-2] += items_bar
    y_bar = [0.0] * len(y)
    for m in reversed(range(min(len(t) - 1, len(y)))):
        t0 = t[m]
        t1 = t[m + 1]
        v = y[m]
        total = total_stack.pop()
        product_bar2 = total * total_bar  # total += (t1 - t0) * v * total
        t1_bar = v * product_bar2
        t0_bar = -t1_bar
        y_bar[m] = (t1 - t0) * product_bar2
        total_bar = (1 + (t1 - t0) * v) * total_bar
        t_bar[m + 1] += t1_bar
        t_bar[m] += t0_bar
    rows_bar = [np.zeros_like(item) for item in rows]  # total = np.sum(...)
    rows_bar[-1] += rows[0] * total_bar
    rows_bar[0] += rows[-1] * total_bar
    x_bar = np.zeros_like(x)
    for j in reversed(range(len(rows) - 1)):
        rows[j + 1][...] = rows_stack.pop()
        x_bar += rows[j] * rows_bar[j + 1]  # below += above * x
        rows_bar[j] = rows_bar[j] + x * rows_bar[j + 1]
    for k in reversed(range(n)):
        x_bar += (k + 1) * rows_bar.pop()  # rows = [x * (k + 1) for k in range(n)]
    return x_bar, t_bar, y_bar
