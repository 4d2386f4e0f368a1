"""A section whose new value and whose older value the reverse sweep both reads."""

import numpy as np


def own_answer(x, n):
    y = x * 0.5
    for k in range(n):
        y[1:] = np.exp(y[1:] * y[:-1])
        y[:2] *= np.tanh(y[:2])
    y[...] = np.tanh(y) * y
    y /= 1.0 + np.exp(y)
    return np.sum(y * x)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), 2)]


# --- expected ---
import numpy as np


def own_answer_grad(x, n):
    """Gradient of `own_answer` with respect to x."""
    y_stack = []
    y_stack2 = []
    y = x * 0.5
    for k in range(n):
        y_stack.append(y[1:].copy())
        y[1:] = np.exp(y[1:] * y[:-1])
        y_stack2.append(y[:2].copy())
        y[:2] *= np.tanh(y[:2])
    tanh_y = np.tanh(y)
    y_old = y.copy()
    y[...] = tanh_y * y
    y_old2 = y.copy()
    y /= 1.0 + np.exp(y)

    # Reverse sweep
    y_bar = x  # return np.sum(y * x)
    x_bar = y.copy()
    ans_y = y  # y /= 1.0 + np.exp(y)
    y = y_old2
    exp_y = np.exp(y)
    y_bar = y_bar / (1 + exp_y) - ans_y * (1 - 1 / (1 + exp_y)) * y_bar
    y[...] = y_old
    y_section_bar = y_bar.copy()  # y[...] = np.tanh(y) * y
    y_bar[...] = 0.0
    y_bar += ((1 - tanh_y**2) * y + tanh_y) * y_section_bar
    for k in reversed(range(n)):
        y[:2] = y_stack2.pop()
        tanh = np.tanh(y[:2])  # y[:2] *= np.tanh(y[:2])
        y_bar[:2] = (tanh + (1 - tanh**2) * y[:2]) * y_bar[:2]
        product_bar = y[1:] * y_bar[1:]  # y[1:] = np.exp(y[1:] * y[:-1])
        y[1:] = y_stack.pop()
        y_bar[1:] = y[:-1] * product_bar
        y_bar[:-1] += y[1:] * product_bar
    x_bar += 0.5 * y_bar  # y = x * 0.5
    return x_bar
