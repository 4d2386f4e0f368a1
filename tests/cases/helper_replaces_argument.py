"""A new array takes the name of one that the helper was given, and has changed."""

import numpy as np


def moved(u, v, w):
    v[:2] += u[2:] * w
    u[1:] += w * u[:-1]
    return np.zeros(3)


def helper_replaces_argument(x, y):
    v = np.sin(x)
    m = np.outer(v, v) * v[2]
    v = moved(v, y, m[-1, 0])
    v += y[1:]
    return np.sum(y * y) + np.sum(m * m) + np.sum(v)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def helper_replaces_argument_grad(x, y):
    """Gradient of `helper_replaces_argument` with respect to x and y."""
    y = y.copy()
    v = np.sin(x)
    outer_v = np.outer(v, v)
    m = outer_v * v[2]
    v_old = v
    v, saved = moved_forward(v, y, m[-1, 0])
    v_old2 = v.copy()
    v += y[1:]

    # Reverse sweep
    y_bar = 2 * y  # return np.sum(y * y) + np.sum(m * m) + np.sum(v)
    m_bar = 2 * m
    v_bar = np.broadcast_to(1.0, np.shape(v))
    v[...] = v_old2
    y_bar[1:] += v_bar  # v += y[1:]
    v_bar = np.zeros_like(v_old)  # v = moved(v, y, m[-1, 0])
    w_bar = moved_reverse(y, saved, v_bar, y_bar)
    m_bar[-1, 0] += w_bar
    outer_v_bar = v_old[2] * m_bar  # m = np.outer(v, v) * v[2]
    v_bar += outer_v_bar @ v_old + v_old @ outer_v_bar
    v_bar[2] += np.sum(outer_v * m_bar)
    x_bar = np.cos(x) * v_bar  # v = np.sin(x)
    return x_bar, y_bar


def moved_forward(u, v, w):
    v_old = v[:2].copy()
    v[:2] += u[2:] * w
    u_old = u[1:].copy()
    u[1:] += w * u[:-1]
    return np.zeros(3), (u, w, v_old, u_old)


def moved_reverse(v, saved, u_bar, v_bar):
    u, w, v_old, u_old = saved
    u[1:] = u_old
    w_bar = u[:-1] @ u_bar[1:]  # u[1:] += w * u[:-1]
    u_bar[:-1] += w * u_bar[1:]
    v[:2] = v_old
    u_bar[2:] += w * v_bar[:2]  # v[:2] += u[2:] * w
    w_bar += u[2:] @ v_bar[:2]
    return w_bar
