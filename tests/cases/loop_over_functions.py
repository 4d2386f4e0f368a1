"""A loop over functions, and a reduction with one."""

import numpy as np


def soft(t):
    return np.log1p(np.exp(t))


def fold(f, items, start):
    result = start
    for item in items:
        result = f(result, item)
    return result


def loop_over_functions(x, y):
    for weight, f in ((1.0, np.tanh), (2.0, soft), (y, lambda t: t * t)):
        x = weight * f(x)
    for f in (np.sin, np.cos):
        x = x + f(y) * x
    return fold(lambda total, v: total * y + v * v, x, 0.5)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), 0.7)]


# --- expected ---
import numpy as np

from tests.cases import loop_over_functions  # isort: skip


def loop_over_functions_grad(x, y):
    """Gradient of `loop_over_functions` with respect to x and y."""
    tanh_x = np.tanh(x)
    x = 1.0 * tanh_x
    x_old = x
    x = 2.0 * loop_over_functions.soft(x)
    x_old2 = x
    x = y * (x * x)
    x_old3 = x
    x = x + np.sin(y) * x
    x_old4 = x
    x = x + np.cos(y) * x
    _fold_ans, saved = fold_forward(x, 0.5, y)

    # Reverse sweep
    x_bar, y_bar = fold_reverse(y, saved, 1.0)  # return fold(...)
    sin_y = np.sin(y)  # x = x + f(y) * x
    y_bar -= sin_y * (x_old4 @ x_bar)
    cos_y = np.cos(y)
    x_bar = (1 + cos_y) * x_bar
    y_bar += cos_y * (x_old3 @ x_bar)
    x_bar = (1 + sin_y) * x_bar
    y_bar += np.sum(x_old2 * x_old2 * x_bar)  # x = weight * f(x)
    x_bar = 2 * x_old2 * y * x_bar
    x_bar = soft_reverse(x_old, 2.0 * x_bar)
    x_bar = (1 - tanh_x**2) * x_bar
    return x_bar, float(y_bar)


def fold_forward(items, start, y):
    result_stack = []
    result = start
    for k in range(len(items)):
        item = items[k]
        result_stack.append(result)
        result = result * y + item * item
    return result, (items, result_stack)


def fold_reverse(y, saved, ans_bar):
    items, result_stack = saved
    result_bar = ans_bar  # return result
    items_bar = np.zeros_like(items)
    y_bar = 0.0
    for k in reversed(range(len(items))):
        item = items[k]
        result = result_stack.pop()
        y_bar += result * result_bar  # result = f(result, item)
        items_bar[k] = 2 * item * result_bar
        result_bar = y * result_bar
    return items_bar, y_bar


def soft_reverse(t, ans_bar):
    exp_t = np.exp(t)

    # Reverse sweep
    t_bar = exp_t * ans_bar / (1 + exp_t)  # return np.log1p(np.exp(t))
    return t_bar
