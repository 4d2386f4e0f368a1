"""A call whose results nobody reads hands back a tuple and an array, both dropped."""

import numpy as np

WRT = ("x", "y")


def doubled(u, v):
    return [u, v + v]


def turned(u, v):
    u, v = doubled(v, v)
    return v, u


def results_dropped(x, y):
    turned(x * y, y)
    part = y[1:3]
    part *= y[1]
    return np.sum(y * x)


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4))]


# --- expected ---
import numpy as np


def results_dropped_grad(x, y):
    """Gradient of `results_dropped` with respect to x and y."""
    y_bar = np.zeros_like(y)
    y = y.copy()
    _, _, saved = turned_forward(x * y, y, y_bar)
    part = y[1:3]
    part_bar = y_bar[1:3]
    part_old = part.copy()
    part *= y[1]

    # Reverse sweep
    y_bar += x  # return np.sum(y * x)
    x_bar = y.copy()
    part[...] = part_old
    part_section_bar = part_bar.copy()  # part *= y[1]
    part_bar[...] = y[1] * part_section_bar
    y_bar[1] += part @ part_section_bar
    u_bar = turned_reverse(saved)  # turned(x * y, y)
    x_bar += y * u_bar
    y_bar += x * u_bar
    y_bar = y_bar.copy()
    return x_bar, y_bar


def doubled_forward(u, v, u_bar, v_bar):
    return [u, v + v], v_bar


def turned_forward(u, v, v_bar):
    u_bar = np.zeros_like(u)
    u_bar_old = u_bar
    (u, v), _saved = doubled_forward(v, v, v_bar, v_bar)
    u_bar = v_bar
    v_bar_old = v_bar
    return (v, u), u_bar, (u_bar_old, v_bar_old)


def turned_reverse(saved):
    u_bar, _v_bar = saved
    return u_bar
