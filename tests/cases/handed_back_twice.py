import numpy as np


def pair(a):
    return a, a


def named(a):
    b = a
    return b, b * a


def handed_back_twice(x, y):
    """Two names for what a helper hands back, an array that was changed before."""
    u = x * 2
    u += y * y
    p, q = pair(u)
    t = x * y
    t += p
    r, s = pair(t)
    v = x * y
    v *= x
    b, squares = named(v)
    w = x * x
    w += b
    return np.sum(r * y) + np.sum(s * q) + np.sum(u * p) + np.sum(squares * w)


WRT = ("x", "y")


def samples(rng):
    yield rng.normal(size=3), rng.normal(size=3)


# --- expected ---
import numpy as np

from tests.cases import handed_back_twice  # isort: skip


def handed_back_twice_grad(x, y):
    """Gradient of `handed_back_twice` with respect to x and y."""
    u = x * 2
    u_bar = np.zeros_like(u)
    u_old = u.copy()
    u += y * y
    p, q = handed_back_twice.pair(u)
    p_bar = u_bar
    q_bar = u_bar
    t = x * y
    t_bar = np.zeros_like(t)
    t_old = t.copy()
    t += p
    r, s = handed_back_twice.pair(t)
    r_bar = t_bar
    s_bar = t_bar
    v = x * y
    v_bar = np.zeros_like(v)
    v_old = v.copy()
    v *= x
    (b, squares), b_bar, saved = named_forward(v, v_bar)
    w = x * x
    w += b

    # Reverse sweep
    r_bar += y  # return np.sum(r * y) + np.sum(s * q) + np.sum(u * p) + np.sum(...)
    y_bar = r.copy()
    s_bar += q
    q_bar += s
    u_bar += p
    p_bar += u
    squares_bar = w.copy()
    w_bar = squares
    b_bar += w_bar  # w += b
    x_bar = 2 * x * w_bar  # w = x * x
    named_reverse(v, saved, v_bar, squares_bar)  # b, squares = named(v)
    v[...] = v_old
    x_bar += v * v_bar  # v *= x
    v_bar[...] = x * v_bar
    x_bar += y * v_bar  # v = x * y
    y_bar += x * v_bar
    t[...] = t_old
    p_bar += t_bar  # t += p
    x_bar += y * t_bar  # t = x * y
    y_bar += x * t_bar
    u[...] = u_old
    y_bar += 2 * y * u_bar  # u += y * y
    x_bar += 2 * u_bar  # u = x * 2
    return x_bar, y_bar


def named_forward(a, a_bar):
    b = a
    b_bar = a_bar
    return (b, b * a), b_bar, (b, b_bar)


def named_reverse(a, saved, a_bar, ans_1_bar):
    b, b_bar = saved
    b_bar += a * ans_1_bar  # return b, b * a
    a_bar += b * ans_1_bar
