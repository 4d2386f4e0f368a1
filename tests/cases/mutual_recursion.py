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
    v_bar = -x  # return u - v * x
    x_bar = -v
    x_bar += outward_reverse(x, n, 1.0, v_bar)  # u, v = outward(x, n)
    return float(x_bar)


def inward_reverse(t, n, ans_0_bar, ans_1_bar):
    if n != 0:
        (_u, v), saved = outward_forward(np.sin(t), n - 1)

    # Reverse sweep
    if n == 0:
        t_bar = ans_0_bar + 3.0 * ans_1_bar  # return t, 3.0 * t
    else:
        v_bar = ans_0_bar + t * ans_1_bar  # return u + v, v * t
        t_bar = v * ans_1_bar
        t_bar += np.cos(t) * outward_reverse2(saved, ans_0_bar, v_bar)  # u, v = ...
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
        u_bar = v * ans_0_bar + ans_1_bar  # return u * v, u
        v_bar = u * ans_0_bar
        t_bar = 2 * t * inward_reverse(t * t, n - 1, u_bar, v_bar)  # u, v = inward(...)
    return t_bar


def outward_reverse(t, n, ans_0_bar, ans_1_bar):
    if n != 0:
        u, v = mutual_recursion.inward(t * t, n - 1)

    # Reverse sweep
    if n == 0:
        t_bar = ans_0_bar + 2.0 * ans_1_bar  # return t, 2.0 * t
    else:
        u_bar = v * ans_0_bar + ans_1_bar  # return u * v, u
        v_bar = u * ans_0_bar
        t_bar = 2 * t * inward_reverse(t * t, n - 1, u_bar, v_bar)  # u, v = inward(...)
    return t_bar
