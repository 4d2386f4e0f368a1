"""An array that a helper makes in some trips of a loop, changed and used after it."""

import numpy as np


def scaled(x):
    return 0.5 * x


def made_by_call_or_not(x, steps):
    for step in steps:
        if step < 0:
            continue
        c = scaled(x)
        c[::-1] = scaled(x * step)
        c *= step
    y = c
    y[0] *= 2.0
    return np.sum(c * c)


WRT = ("x",)


def samples(rng):
    return [(rng.normal(size=3), [0.5, -1.0, 0.7]), (rng.normal(size=2), [-0.5, 1.2])]


# --- expected ---
import numpy as np

from tests.cases import made_by_call_or_not  # isort: skip


def made_by_call_or_not_grad(x, steps):
    """Gradient of `made_by_call_or_not` with respect to x."""
    c_bar_stack = []
    c = None
    c_bar = None
    for step in steps:
        if step < 0:
            continue
        c = made_by_call_or_not.scaled(x)
        c_bar_stack.append(c_bar)
        c_bar = np.zeros_like(c)
        c[::-1] = made_by_call_or_not.scaled(x * step)
        c *= step
    y = c
    y_bar = c_bar
    y[0] *= 2.0

    # Reverse sweep
    c_bar += 2 * c  # return np.sum(c * c)
    y_bar[0] = 2.0 * y_bar[0]  # y[0] *= 2.0
    x_bar = np.zeros_like(x)
    for step in reversed(steps):
        if not step < 0:
            c_bar[...] = step * c_bar  # c *= step
            scaled_ans_bar = c_bar[::-1].copy()  # c[::-1] = scaled(x * step)
            c_bar[::-1] = 0.0
            x_bar += step * scaled_reverse(scaled_ans_bar)
            x_bar += scaled_reverse(c_bar)  # c = scaled(x)
            c_bar = c_bar_stack.pop()
    return x_bar


def scaled_reverse(ans_bar):
    x_bar = 0.5 * ans_bar  # return 0.5 * x
    return x_bar
