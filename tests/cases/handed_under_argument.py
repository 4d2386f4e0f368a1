"""What a helper hands back takes the name of another array that it has changed."""

import numpy as np


def step(u, v):
    v[:] = u * v
    return u


def handed_under_argument(x, y):
    m = np.outer(y[:2], y)
    y = step(x, y)
    return np.sum(y * x) + np.sum(m * m)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def handed_under_argument_grad(x, y):
    """Gradient of `handed_under_argument` with respect to x and y."""
    y = y.copy()
    m = np.outer(y[:2], y)
    y_old = y
    y, saved = step_forward(x, y)

    # Reverse sweep
    y_bar = x  # return np.sum(y * x) + np.sum(m * m)
    x_bar = y.copy()
    m_bar = 2 * m
    ans_bar = y_bar.copy()  # y = step(x, y)
    y_bar = np.zeros_like(y_old)
    step_reverse(x, saved, ans_bar, y_bar)
    x_bar += ans_bar
    y_bar[:2] += m_bar @ y_old  # m = np.outer(y[:2], y)
    y_bar += y_old[:2] @ m_bar
    return x_bar, y_bar


def step_forward(u, v):
    v_old = v[:].copy()
    v[:] = u * v
    return u, (v, v_old)


def step_reverse(u, saved, u_bar, v_bar):
    v, v_old = saved
    v[:] = v_old
    v_section_bar = v_bar[:].copy()  # v[:] = u * v
    v_bar[:] = 0.0
    u_bar += v * v_section_bar
    v_bar += u * v_section_bar
