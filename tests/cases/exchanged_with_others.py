"""Arrays that are changed and others are given to several names at once."""

import numpy as np


def exchanged_with_others(x, y):
    u = x * y
    view = u[1:]
    for k in range(2):
        u, v = y * u[k], u[::-1]
        view[0] = v[1] * v[2]
        v, u = u, v
    return np.sum(u * v) + np.sum(view)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def exchanged_with_others_grad(x, y):
    """Gradient of `exchanged_with_others` with respect to x and y."""
    saved_stack = []
    view_stack = []
    saved_stack2 = []
    u = x * y
    u_bar = np.zeros_like(u)
    view = u[1:]
    view_bar = u_bar[1:]
    for k in range(2):
        saved_stack.append((u, u_bar))
        u2 = y * u[k]
        u2_bar = np.zeros_like(u2)
        v = u[::-1]
        v_bar = u_bar[::-1]
        u = u2
        u_bar = u2_bar
        view_stack.append(view[0])
        view[0] = v[1] * v[2]
        v, u = u, v
        v_bar, u_bar = u_bar, v_bar
        saved_stack2.append((u2_bar, v, v_bar))

    # Reverse sweep
    u_bar += v  # return np.sum(u * v) + np.sum(view)
    v_bar += u
    view_bar += 1.0
    y_bar = np.zeros_like(y)
    for k in reversed(range(2)):
        u2_bar, v, v_bar = saved_stack2.pop()
        v_bar, u_bar = u_bar, v_bar  # v, u = u, v
        v, u = u, v
        u, u_bar = saved_stack.pop()
        view[0] = view_stack.pop()
        view_section_bar = view_bar[0]  # view[0] = v[1] * v[2]
        view_bar[0] = 0.0
        v_bar[1] += v[2] * view_section_bar
        v_bar[2] += v[1] * view_section_bar
        y_bar += u[k] * u2_bar  # u, v = y * u[k], u[::-1]
        u_bar[k] += np.sum(y * u2_bar)
    x_bar = y * u_bar  # u = x * y
    y_bar += x * u_bar
    return x_bar, y_bar
