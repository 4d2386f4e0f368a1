"""A loop goes through arrays that have names, and changes them."""

import numpy as np


def loop_over_changed_arrays(x, y):
    u = x * y
    v = x - y
    for row in [u, v[::-1]]:
        row[0] = u[1] * v[2]
        row *= y
    return np.sum(u * v)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def loop_over_changed_arrays_grad(x, y):
    """Gradient of `loop_over_changed_arrays` with respect to x and y."""
    row_stack = []
    row_stack2 = []
    saved_stack = []
    u = x * y
    u_bar = np.zeros_like(u)
    v = x - y
    v_bar = np.zeros_like(v)
    items_1 = v[::-1]
    items_1_bar = v_bar[::-1]
    for k in range(2):
        if k == 0:
            row = u
            row_bar = u_bar
        else:
            row = items_1
            row_bar = items_1_bar
        row_stack.append(row[0])
        row[0] = u[1] * v[2]
        row_stack2.append(row.copy())
        row *= y
        saved_stack.append((row, row_bar))

    # Reverse sweep
    u_bar += v  # return np.sum(u * v)
    v_bar += u
    y_bar = np.zeros_like(y)
    for k in reversed(range(2)):
        row, row_bar = saved_stack.pop()
        row[...] = row_stack2.pop()
        y_bar += row * row_bar  # row *= y
        row_bar[...] = y * row_bar
        row[0] = row_stack.pop()
        row_section_bar = row_bar[0]  # row[0] = u[1] * v[2]
        row_bar[0] = 0.0
        u_bar[1] += v[2] * row_section_bar
        v_bar[2] += u[1] * row_section_bar
    x_bar = v_bar.copy()  # v = x - y
    y_bar -= v_bar
    x_bar += y * u_bar  # u = x * y
    y_bar += x * u_bar
    return x_bar, y_bar
