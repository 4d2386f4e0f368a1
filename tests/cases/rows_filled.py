"""Arrays that are filled in place, then kept in a list; two equal ones in a list."""

import numpy as np


def rows_filled(x, n):
    rows = []
    for i in range(n):
        row = np.zeros(3)
        row[0] = x[0] * i
        row[1:] = x[1:] * x[0]
        rows.append(row)
    rows[0][1] = rows[1][2] * x[1]
    pair = [x * 1.0, x * 1.0]
    pair[0][0] = 3.0 * x[1]
    return np.stack(rows).sum() * rows[1][2] + np.sum(pair[0] * pair[1])


WRT = "x"


def samples(rng):
    return [(np.array([0.4, 1.5, -2.0]), 3)]


# --- expected ---
import numpy as np


def rows_filled_grad(x, n):
    """Gradient of `rows_filled` with respect to x."""
    rows = []
    for i in range(n):
        row = np.zeros(3)
        row[0] = x[0] * i
        row[1:] = x[1:] * x[0]
        rows.append(row)
    rows_old = rows[0][1]
    rows[0][1] = rows[1][2] * x[1]
    pair = [x * 1.0, x * 1.0]
    pair[0][0] = 3.0 * x[1]
    stack_rows = np.stack(rows)

    # Reverse sweep
    # return np.stack(rows).sum() * rows[1][2] + np.sum(pair[0] * pair[1])
    rows_bar = list(np.broadcast_to(rows[1][2], np.shape(stack_rows)).copy())
    rows_bar[1] = rows_bar[1].copy()
    rows_bar[1][2] += stack_rows.sum() * 1.0
    pair_0_bar = pair[1].copy()
    pair_1_bar = pair[0].copy()
    x_bar = np.zeros_like(x)  # pair[0][0] = 3.0 * x[1]
    x_bar[1] = 3.0 * pair_0_bar[0]
    pair_0_bar[0] = 0.0
    x_bar += pair_0_bar + pair_1_bar  # pair = [x * 1.0, x * 1.0]
    rows[0][1] = rows_old
    rows_section_bar = rows_bar[0][1]  # rows[0][1] = rows[1][2] * x[1]
    rows_bar[0] = rows_bar[0].copy()
    rows_bar[0][1] = 0.0
    rows_bar[1] = rows_bar[1].copy()
    rows_bar[1][2] += x[1] * rows_section_bar
    x_bar[1] += rows[1][2] * rows_section_bar
    for i in reversed(range(n)):
        row_bar = rows_bar.pop()  # rows.append(row)
        product_bar = unbroadcast(row_bar[1:], x[1:] * x[0]).copy()  # row[1:] = ...
        x_bar[1:] += x[0] * product_bar
        x_bar[0] += x[1:] @ product_bar
        row_bar = row_bar.copy()
        row_bar[1:] = 0.0
        x_bar[0] += i * row_bar[0]  # row[0] = x[0] * i
    return x_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
