"""A helper returns its argument and a view of it: both names are bound again."""

import numpy as np


def halved(u, v):
    u *= 0.5
    return u, v[::-1]


def helper_pair_of_views(x, y, t):
    x, y = halved(x, x)
    v = y if t > 0.0 else x
    old, new = x * 1.0, np.zeros_like(x)
    for k in range(2):
        new[1:] = old[:-1] * old[1:]
        old, new = new, old
    return np.sum(y * v) + np.sum(old * new)


WRT = ("x", "y")


def samples(rng):
    return [
        (rng.normal(size=4), rng.normal(size=4), 1.0),
        (rng.normal(size=4), rng.normal(size=4), -1.0),
    ]


# --- expected ---
import numpy as np


def helper_pair_of_views_grad(x, y, t):
    """Gradient of `helper_pair_of_views` with respect to x and y."""
    new_stack = []
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    x = x.copy()
    y_bar_old = y_bar
    (x, y), y_bar, saved = halved_forward(x, x, x_bar, x_bar)
    if t > 0.0:
        v = y
        v_bar = y_bar
    else:
        v = x
        v_bar = x_bar
    old = x * 1.0
    old_bar = np.zeros_like(old)
    new = np.zeros_like(x)
    new_bar = np.zeros_like(new)
    for k in range(2):
        new_stack.append(new[1:].copy())
        new[1:] = old[:-1] * old[1:]
        old, new = new, old
        old_bar, new_bar = new_bar, old_bar

    # Reverse sweep
    y_bar += v  # return np.sum(y * v) + np.sum(old * new)
    v_bar += y
    old_bar += new
    new_bar += old
    for k in reversed(range(2)):
        old_bar, new_bar = new_bar, old_bar  # old, new = new, old
        old, new = new, old
        new[1:] = new_stack.pop()
        new_section_bar = new_bar[1:].copy()  # new[1:] = old[:-1] * old[1:]
        new_bar[1:] = 0.0
        old_bar[:-1] += old[1:] * new_section_bar
        old_bar[1:] += old[:-1] * new_section_bar
    x_bar += old_bar  # old, new = x * 1.0, np.zeros_like(x)
    y_bar = y_bar_old
    halved_reverse(x, saved, x_bar)  # x, y = halved(x, x)
    x_bar = x_bar.copy()
    return x_bar, y_bar


def halved_forward(u, v, u_bar, v_bar):
    u_old = u.copy()
    u *= 0.5
    result = v[::-1]
    result_bar = v_bar[::-1]
    return (u, result), result_bar, u_old


def halved_reverse(u, u_old, u_bar):
    u[...] = u_old
    u_bar[...] = 0.5 * u_bar  # u *= 0.5
