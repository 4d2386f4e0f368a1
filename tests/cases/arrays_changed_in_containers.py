"""Arrays in a list, a dict and an object are changed, and go by other names too."""

from dataclasses import dataclass

import numpy as np


@dataclass
class Pair:
    u: np.ndarray
    scale: float


def damped(u, w):
    u[1:] -= w * u[:-1]


def arrays_changed_in_containers(x, t):
    y = x * x
    rows = [y, y[::-1]]
    rows[0][1] = t
    damped(rows[1], t)
    rows[-1] *= x
    pair = Pair(y, t)
    pair.u[0] *= pair.scale
    pair.scale += rows[1][0]
    return np.sum(y * rows[0]) * pair.scale


WRT = ("x", "t")


def samples(rng):
    return [(rng.normal(size=4), 0.7)]


# --- expected ---
import numpy as np


def arrays_changed_in_containers_grad(x, t):
    """Gradient of `arrays_changed_in_containers` with respect to x and t."""
    y = x * x
    y_bar = np.zeros_like(y)
    rows_0 = y
    rows_0_bar = y_bar
    rows_1 = y[::-1]
    rows_1_bar = y_bar[::-1]
    rows_0[1] = t
    saved = damped_forward(rows_1, t)
    rows_1_old = rows_1.copy()
    rows_1 *= x
    pair_u = y
    pair_u_bar = y_bar
    pair_scale = t
    pair_u_old = pair_u[0]
    pair_u[0] *= pair_scale
    pair_scale_old = pair_scale
    pair_scale += rows_1[0]
    sum_value = np.sum(y * rows_0)

    # Reverse sweep
    y_bar += rows_0 * pair_scale  # return np.sum(y * rows[0]) * pair.scale
    rows_0_bar += y * pair_scale
    pair_scale_bar = sum_value
    pair_scale = pair_scale_old
    rows_1_bar[0] += pair_scale_bar  # pair.scale += rows[1][0]
    pair_u[0] = pair_u_old
    pair_scale_bar += pair_u[0] * pair_u_bar[0]  # pair.u[0] *= pair.scale
    pair_u_bar[0] = pair_scale * pair_u_bar[0]
    rows_1[...] = rows_1_old
    x_bar = rows_1 * rows_1_bar  # rows[-1] *= x
    rows_1_bar[...] = x * rows_1_bar
    t_bar = pair_scale_bar + damped_reverse(rows_1, t, saved, rows_1_bar)  # damped(...)
    t_bar += rows_0_bar[1]  # rows[0][1] = t
    rows_0_bar[1] = 0.0
    x_bar += 2 * x * y_bar  # y = x * x
    return x_bar, float(t_bar)


def damped_forward(u, w):
    u_old = u[1:].copy()
    u[1:] -= w * u[:-1]
    return u_old


def damped_reverse(u, w, u_old, u_bar):
    u[1:] = u_old
    w_bar = -(u[:-1] @ u_bar[1:])  # u[1:] -= w * u[:-1]
    u_bar[:-1] -= w * u_bar[1:]
    return w_bar
