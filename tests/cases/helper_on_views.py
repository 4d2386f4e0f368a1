"""Helpers change inner parts of the caller's array, in the order of evaluation."""

import numpy as np


def advance(u, c):
    u[1:-1] = u[1:-1] + c * u[1:-1] * (u[2:] - u[:-2])


def total(u):
    u[0] *= 2.0
    return np.sum(u)


def helper_on_views(x, c):
    y = x * x
    advance(y[1:], c)
    advance(y.T[:-1], c)
    y[1] += y[2] * total(y[1:4])
    return y[0] * total(y) + y[0] * total(y[::-1])


WRT = ("x", "c")


def samples(rng):
    return [(rng.normal(size=6), 0.3)]


# --- expected ---
import numpy as np


def helper_on_views_grad(x, c):
    """Gradient of `helper_on_views` with respect to x and c."""
    y = x * x
    saved5 = advance_forward(y[1:], c)
    saved4 = advance_forward(y.T[:-1], c)
    earlier = y[1]
    earlier2 = y[2]
    total_ans, saved3 = total_forward(y[1:4])
    y_old = y[1]
    y[1] = earlier + earlier2 * total_ans
    earlier3 = y[0]
    total_ans2, saved2 = total_forward(y)
    earlier5 = y[0]
    total_ans3, saved = total_forward(y[::-1])

    # Reverse sweep
    y_bar = np.zeros_like(y)  # return y[0] * total(y) + y[0] * total(y[::-1])
    total_reverse(y[::-1], saved, y_bar[::-1], earlier5)
    y_bar[0] += total_ans3
    total_reverse(y, saved2, y_bar, earlier3)
    y_bar[0] += total_ans2
    y[1] = y_old
    earlier_bar = y_bar[1]  # y[1] += y[2] * total(y[1:4])
    earlier2_bar = total_ans * y_bar[1]
    total_ans_bar = earlier2 * y_bar[1]
    y_bar[1] = 0.0
    total_reverse(y[1:4], saved3, y_bar[1:4], total_ans_bar)
    y_bar[2] += earlier2_bar
    y_bar[1] += earlier_bar
    c_bar = advance_reverse(y.T[:-1], c, saved4, y_bar.T[:-1])  # advance(y.T[:-1], c)
    c_bar += advance_reverse(y[1:], c, saved5, y_bar[1:])  # advance(y[1:], c)
    x_bar = 2 * x * y_bar  # y = x * x
    return x_bar, float(c_bar)


def advance_forward(u, c):
    u_old = u[1:-1].copy()
    u[1:-1] = u[1:-1] + c * u[1:-1] * (u[2:] - u[:-2])
    return u_old


def advance_reverse(u, c, u_old, u_bar):
    u[1:-1] = u_old
    u_section_bar = u_bar[1:-1].copy()  # u[1:-1] = u[1:-1] + c * u[1:-1] * (...)
    product_bar = (u[2:] - u[:-2]) * u_section_bar
    sum_bar = c * u[1:-1] * u_section_bar
    u_bar[1:-1] = u_section_bar + c * product_bar
    c_bar = u[1:-1] @ product_bar
    u_bar[2:] += sum_bar
    u_bar[:-2] -= sum_bar
    return c_bar


def total_forward(u):
    u_old = u[0]
    u[0] *= 2.0
    return np.sum(u), u_old


def total_reverse(u, u_old, u_bar, ans_bar):
    u_bar += ans_bar  # return np.sum(u)
    u[0] = u_old
    u_bar[0] = 2.0 * u_bar[0]  # u[0] *= 2.0
