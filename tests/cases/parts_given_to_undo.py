"""A helper gets rows of an array that it puts back in place before it reads them."""

import numpy as np


def kept_and_scaled(v, x):
    a = x * 2.0
    v *= x * v
    return [a, x * x]


def parts_given_to_undo(x, y):
    v = y * 1.0
    a, b = kept_and_scaled(v, x)
    return np.sum(np.stack([a, b]) * v)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def parts_given_to_undo_grad(x, y):
    """Gradient of `parts_given_to_undo` with respect to x and y."""
    v = y * 1.0
    (a, b), saved = kept_and_scaled_forward(v, x)
    stack = np.stack([a, b])

    # Reverse sweep
    a_bar, b_bar = np.broadcast_to(v, np.shape(stack)).copy()  # return np.sum(...)
    v_bar = np.sum(stack, axis=0)
    x_bar = kept_and_scaled_reverse(v, x, saved, v_bar, a_bar, b_bar)  # a, b = ...
    y_bar = v_bar  # v = y * 1.0
    return x_bar, y_bar


def kept_and_scaled_forward(v, x):
    a = x * 2.0
    v_old = v.copy()
    v *= x * v
    return [a, x * x], v_old


def kept_and_scaled_reverse(v, x, v_old, v_bar, ans_0_bar, ans_1_bar):
    x_bar = 2 * x * ans_1_bar  # return [a, x * x]
    v[...] = v_old
    product_bar = v * v_bar  # v *= x * v
    x_bar += v * product_bar
    v_bar[...] = 2 * x * product_bar
    x_bar += 2.0 * ans_0_bar  # a = x * 2.0
    return x_bar
