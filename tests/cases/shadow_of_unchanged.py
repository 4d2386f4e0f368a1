"""An array that never changes, and a part of it, beside one that does."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Box:
    u: np.ndarray
    s: float


def relax(u, w):
    u[1:] += w * (u[:-1] - u[1:])
    u[0] = u[-1] * w


def shadow_of_unchanged(x, y, t):
    _, half = np.split(x, 2)
    relax(y, t)
    y = np.where(x > 0.2, y, half[1])
    box = Box((y if half[0] > 0.0 else x), x[0])
    return np.sum(x * y) + np.sum(box.u) * t


WRT = ("x", "y", "t")


def samples(rng):
    x, y = np.array([0.5, -0.3, 0.9, 0.1]), rng.normal(size=4)
    return [(x, y, 0.3), (-x, y, 0.3)]


# --- expected ---
import numpy as np


def shadow_of_unchanged_grad(x, y, t):
    """Gradient of `shadow_of_unchanged` with respect to x, y and t."""
    y = y.copy()
    split_x = np.split(x, 2)
    _, half = split_x
    saved = relax_forward(y, t)
    y = np.where(x > 0.2, y, half[1])
    box_u = y if half[0] > 0.0 else x

    # Reverse sweep
    x_bar = y.copy()  # return np.sum(x * y) + np.sum(box.u) * t
    y_bar = x
    box_u_bar = np.broadcast_to(t, np.shape(box_u))
    t_bar = np.sum(box_u)
    if half[0] > 0.0:
        y_bar = y_bar + box_u_bar  # box = Box(y if half[0] > 0.0 else x, x[0])
    else:
        x_bar += box_u_bar  # box = Box(y if half[0] > 0.0 else x, x[0])
    half_bar = np.zeros_like(half)  # y = np.where(x > 0.2, y, half[1])
    half_bar[1] = np.sum(np.where(x > 0.2, 0, y_bar))
    y_bar = np.where(x > 0.2, y_bar, 0)
    t_bar += relax_reverse(t, saved, y_bar)  # relax(y, t)
    x_bar += np.concatenate((np.zeros_like(split_x[0]), half_bar))  # _, half = ...
    return x_bar, y_bar, float(t_bar)


def relax_forward(u, w):
    u_old = u[1:].copy()
    u[1:] += w * (u[:-1] - u[1:])
    u_old2 = u[0]
    u[0] = u[-1] * w
    return u, u_old, u_old2


def relax_reverse(w, saved, u_bar):
    u, u_old, u_old2 = saved
    u[0] = u_old2
    u_section_bar = u_bar[0]  # u[0] = u[-1] * w
    u_bar[0] = 0.0
    u_bar[-1] += w * u_section_bar
    w_bar = u[-1] * u_section_bar
    u[1:] = u_old
    u_section_bar2 = u_bar[1:].copy()  # u[1:] += w * (u[:-1] - u[1:])
    sum_bar = w * u_section_bar2
    u_bar[1:] = u_section_bar2 - sum_bar
    w_bar += np.sum((u[:-1] - u[1:]) * u_section_bar2)
    u_bar[:-1] += sum_bar
    return w_bar
