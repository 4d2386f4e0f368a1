"""A call changes one array and returns new ones under its arguments' names."""

import numpy as np

WRT = ("x", "y")


def pressed(u, v):
    v[2] *= np.sum(v) * 0.3
    return v * v, u * -1.19


def results_exchanged(x, y):
    y *= 0.7
    x, y = pressed(y[::-1], x)
    y[0] = y[1] * x[2]
    return np.sum(y * x)


def samples(rng):
    return [
        (rng.normal(size=3), rng.normal(size=3)),
        (rng.normal(size=5), rng.normal(size=5)),
    ]


# --- expected ---
import numpy as np


def results_exchanged_grad(x, y):
    """Gradient of `results_exchanged` with respect to x and y."""
    x = x.copy()
    y = y.copy()
    y *= 0.7
    x_old = x
    y_old = y
    (x, y), saved = pressed_forward(y[::-1], x)
    y_old2 = y[0]
    y[0] = y[1] * x[2]

    # Reverse sweep
    y_bar = x.copy()  # return np.sum(y * x)
    x_bar = y.copy()
    y[0] = y_old2
    y_bar[1] += x[2] * y_bar[0]  # y[0] = y[1] * x[2]
    x_bar[2] += y[1] * y_bar[0]
    y_bar[0] = 0.0
    ans_bar = x_bar  # x, y = pressed(y[::-1], x)
    x_bar = np.zeros_like(x_old)
    u_bar = pressed_reverse(saved, x_bar, ans_bar, y_bar)
    y_bar = np.zeros_like(y_old)
    y_bar[::-1] = u_bar
    y_bar = 0.7 * y_bar  # y *= 0.7
    return x_bar, y_bar


def pressed_forward(u, v):
    product = np.sum(v) * 0.3
    v_old = v[2]
    v[2] *= product
    return (v * v, u * -1.19), (v, product, v_old)


def pressed_reverse(saved, v_bar, ans_0_bar, ans_1_bar):
    v, product, v_old = saved
    v_bar += 2 * v * ans_0_bar  # return v * v, u * -1.19
    u_bar = -1.19 * ans_1_bar
    v[2] = v_old
    v_section_bar = v_bar[2]  # v[2] *= np.sum(v) * 0.3
    v_bar[2] = product * v_section_bar
    v_bar += 0.3 * v[2] * v_section_bar
    return u_bar
