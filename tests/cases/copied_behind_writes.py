"""A name is given a copy of its array, which was written under another name before."""

import numpy as np


def scale(part, by):
    part *= by


def copied_behind_writes(x, y):
    u = x * y
    first = u
    view = u[1:]
    u = np.sin(x)
    size = np.sum(u)
    u = first
    scale(view, y[1:])
    u = u.copy()
    view += u[:2]
    return np.sum(u * u) * size + np.sum(first * x)


WRT = ("x", "y")


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def copied_behind_writes_grad(x, y):
    """Gradient of `copied_behind_writes` with respect to x and y."""
    u = x * y
    u_bar = np.zeros_like(u)
    first = u
    first_bar = u_bar
    view = u[1:]
    view_bar = u_bar[1:]
    u = np.sin(x)
    u_bar_old = u_bar
    u_bar = np.zeros_like(u)
    size = np.sum(u)
    u = first
    u_bar_old2 = u_bar
    u_bar = first_bar
    saved = scale_forward(view, y[1:])
    u = u.copy()
    u_bar_old3 = u_bar
    u_bar = np.zeros_like(u)
    view_old = view.copy()
    view += u[:2]
    sum_value = np.sum(u * u)

    # Reverse sweep
    u_bar += 2 * u * size  # return np.sum(u * u) * size + np.sum(first * x)
    size_bar = sum_value
    first_bar += x
    x_bar = first.copy()
    view[...] = view_old
    u_bar[:2] += view_bar.copy()  # view += u[:2]
    u_bar2 = u_bar  # u = u.copy()
    u_bar = u_bar_old3
    u_bar += u_bar2
    by_bar = scale_reverse(view, y[1:], saved, view_bar)  # scale(view, y[1:])
    y_bar = np.zeros_like(y)
    y_bar[1:] = by_bar
    u_bar = u_bar_old2
    u_bar += size_bar  # size = np.sum(u)
    x_bar += np.cos(x) * u_bar  # u = np.sin(x)
    u_bar = u_bar_old
    x_bar += y * u_bar  # u = x * y
    y_bar += x * u_bar
    return x_bar, y_bar


def scale_forward(part, by):
    part_old = part.copy()
    part *= by
    return part_old


def scale_reverse(part, by, part_old, part_bar):
    part[...] = part_old
    by_bar = part * part_bar  # part *= by
    part_bar[...] = by * part_bar
    return by_bar
