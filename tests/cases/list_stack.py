"""A stack of values, pushed on the way there and popped on the way back."""

import numpy as np


def list_stack(x, steps):
    y_stack = []
    y = x
    for k in range(steps):
        y_stack.append(y)
        y = y + 0.1 * np.sin(x * y)

    y_bar = 2.0 * y
    x_bar = 0.0
    for k in reversed(range(steps)):
        y = y_stack.pop()
        s_bar = 0.1 * np.cos(x * y) * y_bar
        x_bar = x_bar + s_bar * y
        y_bar = y_bar + s_bar * x
    return x_bar + y_bar


WRT = "x"


def samples(rng):
    return [(0.7, 5), (0.7, 0)]


# --- expected ---
import numpy as np


def list_stack_grad(x, steps):
    """Gradient of `list_stack` with respect to x."""
    y_stack2 = []
    saved_stack = []
    y_stack = []
    y = x
    for k in range(steps):
        y_stack.append(y)
        y_stack2.append(y)
        y = y + 0.1 * np.sin(x * y)

    y_bar = 2.0 * y
    for k in reversed(range(steps)):
        y = y_stack.pop()
        s_bar = 0.1 * np.cos(x * y) * y_bar
        saved_stack.append((y, y_bar, s_bar))
        y_bar = y_bar + s_bar * x

    # Reverse sweep
    y_bar_bar = 1.0  # return x_bar + y_bar
    x_bar2 = 0.0
    y_stack_bar = [0.0] * len(y_stack)
    for k in range(steps):
        y, y_bar, s_bar = saved_stack.pop()
        s_bar_bar = x * y_bar_bar  # y_bar = y_bar + s_bar * x
        x_bar2 += s_bar * y_bar_bar
        s_bar_bar += y  # x_bar = x_bar + s_bar * y
        product_bar = -0.1 * np.sin(x * y) * y_bar * s_bar_bar  # s_bar = 0.1 * ...
        x_bar2 += y * product_bar
        y_bar2 = s_bar + x * product_bar
        y_bar_bar += 0.1 * np.cos(x * y) * s_bar_bar
        y_stack_bar.append(y_bar2)  # y = y_stack.pop()
    y_bar2 = 2.0 * y_bar_bar  # y_bar = 2.0 * y
    for k in reversed(range(steps)):
        y = y_stack2.pop()
        product_bar2 = 0.1 * np.cos(x * y) * y_bar2  # y = y + 0.1 * np.sin(x * y)
        x_bar2 += y * product_bar2
        y_bar2 = y_bar2 + x * product_bar2
        y_bar2 += y_stack_bar.pop()  # y_stack.append(y)
    x_bar2 += y_bar2  # y = x
    return float(x_bar2)
