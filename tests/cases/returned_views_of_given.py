"""Helpers that write to what they are given and return views of it."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Box:
    u: np.ndarray
    s: float


def put(v, w):
    v[0] = w * -0.51
    return v[::-1], w + 0.62


def boxed(v, w):
    return Box(v[::-1], np.sum(v) * w)


def squared(u, w):
    v = u[::-1]
    box = boxed(v[::-1], w)
    u[1] = np.sin(w)
    v = box.u
    return v * v[1], box.s


def returned_views_of_given(x, y, t):
    turned, first = put(x, t * x[0])
    x, second = put(x[:], y[2])
    y = y * t
    product, size = squared(y, t)
    product *= 2.0
    return np.sum(y * x) + np.sum(turned) + first * second + np.sum(product) * size


WRT = ("x", "y", "t")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), 0.7)]


# --- expected ---
import numpy as np


def returned_views_of_given_grad(x, y, t):
    """Gradient of `returned_views_of_given` with respect to x, y and t."""
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    x = x.copy()
    (_turned, first), turned_bar, saved3 = put_forward(x, t * x[0], x_bar)
    x_old = x
    x_bar_old = x_bar
    (x, second), x_bar, saved2 = put_forward(x[:], y[2], x_bar[:])
    y_old = y
    y = y * t
    y_bar_old = y_bar
    y_bar = np.zeros_like(y)
    (product, size), saved = squared_forward(y, t, y_bar)
    product *= 2.0

    # Reverse sweep
    y_bar += x  # return np.sum(...) + np.sum(...) + first * second + np.sum(...) * size
    x_bar += y
    turned_bar += 1.0
    first_bar = second
    second_bar = first
    product_bar = np.broadcast_to(size, np.shape(product))
    size_bar = np.sum(product)
    product_bar = 2.0 * product_bar  # product *= 2.0
    t_bar = squared_reverse(t, saved, product_bar, size_bar)  # product, size = ...
    y_bar2 = y_bar  # y = y * t
    y_bar = y_bar_old
    y_bar += t * y_bar2
    t_bar += np.sum(y_old * y_bar2)
    x_bar = x_bar_old
    w_bar = put_reverse(saved2, second_bar)  # x, second = put(x[:], y[2])
    y_bar[2] += w_bar
    argument_bar = put_reverse(saved3, first_bar)  # turned, first = put(x, t * x[0])
    t_bar += x_old[0] * argument_bar
    x_bar[0] += t * argument_bar
    x_bar = x_bar.copy()
    return x_bar, y_bar, float(t_bar)


def boxed_forward(v, w, v_bar):
    result = v[::-1]
    result_bar = v_bar[::-1]
    sum_v = np.sum(v)
    return (result, sum_v * w), result_bar, (sum_v, v_bar)


def boxed_reverse(w, saved, ans_1_bar):
    sum_v, v_bar = saved
    v_bar += w * ans_1_bar  # return Box(v[::-1], np.sum(v) * w)
    w_bar = sum_v * ans_1_bar
    return w_bar


def squared_forward(u, w, u_bar):
    v = u[::-1]
    v_bar = u_bar[::-1]
    (box_u, box_s), box_u_bar, saved = boxed_forward(v[::-1], w, v_bar[::-1])
    u_old = u[1]
    u[1] = np.sin(w)
    v = box_u
    v_bar = box_u_bar
    return (v * v[1], box_s), (u, v, v_bar, saved, u_old, u_bar)


def squared_reverse(w, saved2, ans_0_bar, ans_1_bar):
    u, v, v_bar, saved, u_old, u_bar = saved2
    v_bar += v[1] * ans_0_bar  # return v * v[1], box.s
    v_bar[1] += np.sum(v * ans_0_bar)
    u[1] = u_old
    w_bar = np.cos(w) * u_bar[1]  # u[1] = np.sin(w)
    u_bar[1] = 0.0
    w_bar += boxed_reverse(w, saved, ans_1_bar)  # box = boxed(v[::-1], w)
    return w_bar


def put_forward(v, w, v_bar):
    v_old = v[0]
    v[0] = w * -0.51
    result = v[::-1]
    result_bar = v_bar[::-1]
    return (result, w + 0.62), result_bar, (v, v_old, v_bar)


def put_reverse(saved, ans_1_bar):
    v, v_old, v_bar = saved
    v[0] = v_old
    w_bar = ans_1_bar - 0.51 * v_bar[0]  # v[0] = w * -0.51
    v_bar[0] = 0.0
    return w_bar
