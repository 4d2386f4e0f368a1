"""Arrays that come back from a helper under each other's names."""

import numpy as np


def swapped(u, v):
    u[1:] *= v[0]
    v *= u
    return v, u


def handed_swapped(x, y):
    for _ in range(2):
        x, y = swapped(x, y)
    return np.sum(y * x * x) + y[0]


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def handed_swapped_grad(x, y):
    """Gradient of `handed_swapped` with respect to x and y."""
    saved_stack = []
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    x = x.copy()
    y = y.copy()
    for _ in range(2):
        y_bar_given = x_bar
        (x, y), saved = swapped_forward(x, y, x_bar, y_bar)
        saved_stack.append((x_bar, y_bar, saved))
        x_bar = y_bar
        y_bar = y_bar_given

    # Reverse sweep
    y_bar += x * x  # return np.sum(y * x * x) + y[0]
    x_bar += 2 * y * x
    y_bar[0] += 1.0
    for _ in reversed(range(2)):
        x_bar, y_bar, saved = saved_stack.pop()
        swapped_reverse(saved)  # x, y = swapped(x, y)
    x_bar = x_bar.copy()
    y_bar = y_bar.copy()
    return x_bar, y_bar


def swapped_forward(u, v, u_bar, v_bar):
    u_old = u[1:].copy()
    u[1:] *= v[0]
    v_old = v.copy()
    v *= u
    return (v, u), (u, v, u_old, v_old, u_bar, v_bar)


def swapped_reverse(saved):
    u, v, u_old, v_old, u_bar, v_bar = saved
    v[...] = v_old
    v_section_bar = v_bar.copy()  # v *= u
    v_bar[...] = u * v_section_bar
    u_bar += v * v_section_bar
    u[1:] = u_old
    u_section_bar = u_bar[1:].copy()  # u[1:] *= v[0]
    u_bar[1:] = v[0] * u_section_bar
    v_bar[0] += u[1:] @ u_section_bar
