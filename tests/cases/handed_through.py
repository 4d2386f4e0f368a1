"""What a helper hands through is not its caller's to change; what it makes is."""

from __future__ import annotations

import numpy as np


def added(a, b):
    return a + b


def both(a):
    return a + 1.0, a


def scaled(a, rate):
    return a * rate


def handed_through(x: np.ndarray, y: np.ndarray, rate: float):
    p, q = both(x)
    r, s = both(y)
    t = added(p, s)
    u = added(t, q)
    v = scaled(u, rate)
    w = scaled(v + u, rate)
    return np.sum(u * w * t) + np.sum(p * r * v)


WRT = ("x", "y", "rate")
LIKE = True


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), 0.7) for _ in range(3)]


# --- expected ---
import numpy as np

from tests.cases import handed_through  # isort: skip


def handed_through_grad(x, y, rate):
    """Gradient of `handed_through` with respect to x, y and rate."""
    p, q = handed_through.both(x)
    r, s = handed_through.both(y)
    t = handed_through.added(p, s)
    u = handed_through.added(t, q)
    v = handed_through.scaled(u, rate)
    w = handed_through.scaled(v + u, rate)

    # Reverse sweep
    u_bar = w * t  # return np.sum(u * w * t) + np.sum(p * r * v)
    w_bar = u * t
    t_bar = u * w
    p_bar = r * v
    r_bar = p * v
    v_bar = p * r
    a_bar, rate_bar = scaled_reverse(v + u, rate, w_bar)  # w = scaled(v + u, rate)
    v_bar += a_bar
    u_bar += a_bar
    a_bar2, rate_bar2 = scaled_reverse(u, rate, v_bar)  # v = scaled(u, rate)
    u_bar += a_bar2
    rate_bar += rate_bar2
    a_bar3, q_bar = added_reverse(u_bar)  # u = added(t, q)
    t_bar += a_bar3
    a_bar4, s_bar = added_reverse(t_bar)  # t = added(p, s)
    p_bar += a_bar4
    y_bar = both_reverse(r_bar, s_bar)  # r, s = both(y)
    x_bar = both_reverse(p_bar, q_bar)  # p, q = both(x)
    return x_bar, y_bar, float(rate_bar)


def scaled_reverse(a, rate, ans_bar):
    a_bar = rate * ans_bar  # return a * rate
    rate_bar = np.sum(a * ans_bar)
    return a_bar, rate_bar


def added_reverse(ans_bar):
    a_bar = ans_bar  # return a + b
    b_bar = ans_bar
    return a_bar, b_bar


def both_reverse(ans_0_bar, ans_1_bar):
    a_bar = ans_0_bar + ans_1_bar  # return a + 1.0, a
    return a_bar
