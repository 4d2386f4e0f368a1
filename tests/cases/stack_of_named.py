"""Arrays on a stack that go by names too, and that change while they are on it."""

import numpy as np


def stack_of_named(x, y, n):
    rows = []
    u = x * y
    view = u[1:]
    for k in range(n):
        rows.append(u)
        view[0] = u[2] * y[k]
        if k % 2:
            u = np.sin(u)
    total = np.sum(view)
    while rows:
        u = rows.pop()
        u[0] *= u[1]
        total = total + np.sum(u * x) * len(rows)
    return total


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), 3)]


# --- expected ---
import numpy as np


def stack_of_named_grad(x, y, n):
    """Gradient of `stack_of_named` with respect to x and y."""
    view_stack = []
    saved_stack = []
    saved_stack2 = []
    u_stack = []
    rows = []
    rows_bar = []
    u = x * y
    u_bar = np.zeros_like(u)
    view = u[1:]
    view_bar = u_bar[1:]
    for k in range(n):
        rows.append(u)
        rows_bar.append(u_bar)
        view_stack.append(view[0])
        view[0] = u[2] * y[k]
        if k % 2:
            saved_stack.append((u, u_bar))
            u = np.sin(u)
            u_bar = np.zeros_like(u)
    u_old = u
    u_bar_old = u_bar
    while rows:
        u = rows.pop()
        u_bar = rows_bar.pop()
        saved_stack2.append((u, u_bar))
        u_stack.append(u[0])
        u[0] *= u[1]

    # Reverse sweep
    x_bar = np.zeros_like(x)
    while saved_stack2:
        u, u_bar = saved_stack2.pop()
        product_bar = len(rows) * 1.0  # total = total + np.sum(u * x) * len(rows)
        u_bar += x * product_bar
        x_bar += u * product_bar
        u[0] = u_stack.pop()
        u_bar[1] += u[0] * u_bar[0]  # u[0] *= u[1]
        u_bar[0] = u[1] * u_bar[0]
        rows_bar.append(u_bar)  # u = rows.pop()
        rows.append(u)
    u = u_old
    u_bar = u_bar_old
    view_bar += 1.0  # total = np.sum(view)
    y_bar = np.zeros_like(y)
    for k in reversed(range(n)):
        if k % 2:
            u_bar2 = u_bar  # u = np.sin(u)
            u, u_bar = saved_stack.pop()
            u_bar += np.cos(u) * u_bar2
        view[0] = view_stack.pop()
        view_section_bar = view_bar[0]  # view[0] = u[2] * y[k]
        view_bar[0] = 0.0
        u_bar[2] += y[k] * view_section_bar
        y_bar[k] = u[2] * view_section_bar
        rows_bar.pop()  # rows.append(u)
        rows.pop()
    x_bar += y * u_bar  # u = x * y
    y_bar += x * u_bar
    return x_bar, y_bar
