"""A helper returns an array that one of its helpers has given a second name."""

import numpy as np


def named(a):
    b = a
    return b, b * a


def grown(x, y):
    v = x * y
    v *= x
    b, squares = named(v)
    return b, squares, x * x


def held_again_and_returned(x, y):
    b, squares, w = grown(x, y)
    w += b
    return np.sum(squares * w)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def held_again_and_returned_grad(x, y):
    """Gradient of `held_again_and_returned` with respect to x and y."""
    (b, squares, w), saved = grown_forward(x, y)
    w += b

    # Reverse sweep
    squares_bar = w.copy()  # return np.sum(squares * w)
    w_bar = squares
    # b, squares, w = grown(x, y)
    x_bar, y_bar = grown_reverse(x, y, saved, w_bar, squares_bar, w_bar)
    return x_bar, y_bar


def named_forward(a, a_bar):
    b = a
    b_bar = a_bar
    return (b, b * a), b_bar, (b, b_bar)


def named_reverse(a, saved, a_bar, ans_1_bar):
    b, b_bar = saved
    b_bar += a * ans_1_bar  # return b, b * a
    a_bar += b * ans_1_bar


def grown_forward(x, y):
    v = x * y
    v_bar = np.zeros_like(v)
    v_old = v.copy()
    v *= x
    (b, squares), b_bar, saved = named_forward(v, v_bar)
    return (b.copy(), squares, x * x), (v.copy(), v_bar, v_old, b_bar, saved)


def grown_reverse(x, y, saved2, ans_0_bar, ans_1_bar, ans_2_bar):
    v, v_bar, v_old, b_bar, saved = saved2
    b_bar += ans_0_bar  # return b, squares, x * x
    x_bar = 2 * x * ans_2_bar
    named_reverse(v, saved, v_bar, ans_1_bar)  # b, squares = named(v)
    v[...] = v_old
    x_bar += v * v_bar  # v *= x
    v_bar[...] = x * v_bar
    x_bar += y * v_bar  # v = x * y
    y_bar = x * v_bar
    return x_bar, y_bar
