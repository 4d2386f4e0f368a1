import numpy as np


def pair(a):
    return a, a


def handed_back_twice(x, y):
    """Two names for what a helper hands back, an array that was changed before."""
    u = x * 2
    u += y * y
    p, q = pair(u)
    t = x * y
    t += p
    r, s = pair(t)
    return np.sum(r * y) + np.sum(s * q) + np.sum(u * p)


WRT = ("x", "y")


def samples(rng):
    yield rng.normal(size=3), rng.normal(size=3)


# --- expected ---
from tests.cases import handed_back_twice  # isort: skip


def handed_back_twice_grad(x, y):
    """Gradient of `handed_back_twice` with respect to x and y."""
    u = x * 2
    u += y * y
    p, q = handed_back_twice.pair(u)
    t = x * y
    t += p
    r, s = handed_back_twice.pair(t)

    # Reverse sweep
    s_bar = q  # return np.sum(r * y) + np.sum(s * q) + np.sum(u * p)
    q_bar = s
    p_bar = u.copy()
    r_bar = y + s_bar  # r, s = pair(t)
    p_bar += r_bar
    x_bar = y * r_bar  # t = x * y
    y_bar = r + x * r_bar
    p_bar += q_bar  # p, q = pair(u)
    u_bar = p + p_bar
    y_bar += 2 * y * u_bar
    x_bar += 2 * u_bar  # u = x * 2
    return x_bar, y_bar
