"""Arrays that a helper has changed come back in tuples of tuples, and change again."""

import numpy as np


def turned(a, b):
    back = a[::-1]
    back[0] *= b[1]
    return (back, b), (a * b, 3)


def changed_given_nested(x, y):
    u = x * y
    v = x + y
    for _ in range(2):
        (u, v), (w, n) = turned(u, v)
        v[0] += w[1] * n
    (p, q), (r, m) = turned(u, v)
    p[1] *= r[0] + m
    q += x
    return np.sum(u * v) + np.sum(p)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def changed_given_nested_grad(x, y):
    """Gradient of `changed_given_nested` with respect to x and y."""
    u_bar_stack = []
    saved_stack = []
    v_stack = []
    u = x * y
    u_bar = np.zeros_like(u)
    v = x + y
    v_bar = np.zeros_like(v)
    for _ in range(2):
        u_bar_stack.append(u_bar)
        ((u, v), (w, n)), u_bar, saved2 = turned_forward(u, v, u_bar)
        saved_stack.append((w, n, saved2))
        v_stack.append(v[0])
        v[0] += w[1] * n
    ((p, q), (r, m)), p_bar, saved = turned_forward(u, v, u_bar)
    q_bar = v_bar
    p_old = p[1]
    p[1] *= r[0] + m
    q_old = q.copy()
    q += x

    # Reverse sweep
    u_bar += v  # return np.sum(u * v) + np.sum(p)
    v_bar += u
    p_bar += 1.0
    q[...] = q_old
    x_bar = q_bar.copy()  # q += x
    p[1] = p_old
    r_bar = np.zeros_like(r)  # p[1] *= r[0] + m
    r_bar[0] = p[1] * p_bar[1]
    p_bar[1] = (r[0] + m) * p_bar[1]
    turned_reverse(v, saved, v_bar, r_bar)  # (p, q), (r, m) = turned(u, v)
    for _ in reversed(range(2)):
        w, n, saved2 = saved_stack.pop()
        v[0] = v_stack.pop()
        w_bar = np.zeros_like(w)  # v[0] += w[1] * n
        w_bar[1] = n * v_bar[0]
        u_bar = u_bar_stack.pop()
        turned_reverse(v, saved2, v_bar, w_bar)  # (u, v), (w, n) = turned(u, v)
    x_bar += v_bar  # v = x + y
    y_bar = v_bar.copy()
    x_bar += y * u_bar  # u = x * y
    y_bar += x * u_bar
    return x_bar, y_bar


def turned_forward(a, b, a_bar):
    back = a[::-1]
    back_bar = a_bar[::-1]
    back_old = back[0]
    back[0] *= b[1]
    return ((back, b), (a * b, 3)), back_bar, (a, back, back_bar, back_old, a_bar)


def turned_reverse(b, saved, b_bar, ans_1_0_bar):
    a, back, back_bar, back_old, a_bar = saved
    a_bar += b * ans_1_0_bar  # return (back, b), (a * b, 3)
    b_bar += a * ans_1_0_bar
    back[0] = back_old
    b_bar[1] += back[0] * back_bar[0]  # back[0] *= b[1]
    back_bar[0] = b[1] * back_bar[0]
