"""Two functions that call each other, of which one returns a pair."""

import numpy as np


def outward(t, n):
    if n == 0:
        return t, 2.0 * t
    u, v = inward(t * t, n - 1)
    return u * v, u


def inward(t, n):
    if n == 0:
        return t, 3.0 * t
    u, v = outward(np.sin(t), n - 1)
    return u + v, v * t


def mutual_recursion(x, n):
    u, v = outward(x, n)
    return u - v * x


WRT = "x"


def samples(rng):
    return [(0.7, 0), (0.7, 1), (0.7, 4)]


# --- expected ---
import numpy as np

from tests.cases import mutual_recursion  # isort: skip


def mutual_recursion_grad(x, n):
    """Gradient of `mutual_recursion` with respect to x."""
    _u, v = mutual_recursion.outward(x, n)

    # Reverse sweep
    product_bar = unbroadcast(-1.0, v * x)  # return u - v * x
    v_bar = unbroadcast(x * product_bar, v)
    x_bar = np.sum(v * product_bar)
    x_bar += outward_reverse(x, n, 1.0, v_bar)  # u, v = outward(x, n)
    return float(x_bar)


def inward_reverse(t, n, ans_0_bar, ans_1_bar):
    if n != 0:
        (u, v), saved = outward_forward(np.sin(t), n - 1)

    # Reverse sweep
    if n == 0:
        t_bar = ans_0_bar + 3.0 * ans_1_bar  # return t, 3.0 * t
    else:
        u_bar = unbroadcast(ans_0_bar, u)  # return u + v, v * t
        v_bar = unbroadcast(ans_0_bar, v) + unbroadcast(t * ans_1_bar, v)
        t_bar = np.sum(v * ans_1_bar)
        t_bar += np.cos(t) * outward_reverse2(saved, u_bar, v_bar)  # u, v = ...
    return t_bar


def outward_forward(t, n):
    u = None
    v = None
    if n == 0:
        ans = t, 2.0 * t
    else:
        u, v = mutual_recursion.inward(t * t, n - 1)
        ans = u * v, u
    return ans, (t, n, u, v)


def outward_reverse2(saved, ans_0_bar, ans_1_bar):
    t, n, u, v = saved
    if n == 0:
        t_bar = ans_0_bar + 2.0 * ans_1_bar  # return t, 2.0 * t
    else:
        u_bar = unbroadcast(v * ans_0_bar, u) + ans_1_bar  # return u * v, u
        v_bar = unbroadcast(u * ans_0_bar, v)
        t_bar = 2 * t * inward_reverse(t * t, n - 1, u_bar, v_bar)  # u, v = inward(...)
    return t_bar


def outward_reverse(t, n, ans_0_bar, ans_1_bar):
    if n != 0:
        u, v = mutual_recursion.inward(t * t, n - 1)

    # Reverse sweep
    if n == 0:
        t_bar = ans_0_bar + 2.0 * ans_1_bar  # return t, 2.0 * t
    else:
        u_bar = unbroadcast(v * ans_0_bar, u) + ans_1_bar  # return u * v, u
        v_bar = unbroadcast(u * ans_0_bar, v)
        t_bar = 2 * t * inward_reverse(t * t, n - 1, u_bar, v_bar)  # u, v = inward(...)
    return t_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
