"""Copies are pushed on a stack; what comes off it is changed in place."""

import numpy as np


def stack_of_copies(x, n):
    stack = []
    y = 2.0 * x
    for k in range(n):
        stack.append(y.copy())
        y[k % 3] *= y[1]
    while stack:
        u = stack.pop()
        u[0] = np.sum(y) + len(stack)
        y = y * u
    return np.sum(y * x)


WRT = "x"


def samples(rng):
    return [(rng.uniform(0.5, 1.5, size=3), 3), (rng.normal(size=4), 0)]


# --- expected ---
import numpy as np


def stack_of_copies_grad(x, n):
    """Gradient of `stack_of_copies` with respect to x."""
    y_stack = []
    saved_stack = []
    u_stack = []
    stack = []
    y = 2.0 * x
    for k in range(n):
        stack.append(y.copy())
        y_stack.append(y[k % 3])
        y[k % 3] *= y[1]
    while stack:
        u = stack.pop()
        saved_stack.append((y, u))
        u_stack.append(u[0])
        u[0] = np.sum(y) + len(stack)
        y = y * u

    # Reverse sweep
    y_bar = x  # return np.sum(y * x)
    x_bar = y.copy()
    stack_bar = [np.zeros_like(item) for item in stack]
    while saved_stack:
        y, u = saved_stack.pop()
        u_bar = y * y_bar  # y = y * u
        y_bar = u * y_bar
        u[0] = u_stack.pop()
        y_bar += u_bar[0]  # u[0] = np.sum(y) + len(stack)
        u_bar[0] = 0.0
        stack_bar.append(u_bar)  # u = stack.pop()
        stack.append(u)
    y_bar = y_bar.copy()
    for k in reversed(range(n)):
        y[k % 3] = y_stack.pop()
        y_section_bar = y_bar[k % 3]  # y[k % 3] *= y[1]
        y_bar[k % 3] = y[1] * y_section_bar
        y_bar[1] += y[k % 3] * y_section_bar
        y_bar += stack_bar.pop()  # stack.append(y.copy())
    x_bar += 2.0 * y_bar  # y = 2.0 * x
    return x_bar
