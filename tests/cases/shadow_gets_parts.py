"""A name with a shadow is bound to a list of parts, one of which stands there twice."""

import numpy as np


def kept(u):
    part = u[::-1]
    part[0] += part[1] * part[1]
    return part


def shadow_gets_parts(x, y, t):
    x = np.array([t, y[0], t, 0.5])
    y = kept(x[::-1])
    return np.sum(y * x**2)


WRT = ("x", "y", "t")


def samples(rng):
    return [(rng.uniform(size=4), rng.uniform(size=4), float(rng.uniform()))]


# --- expected ---
import numpy as np


def shadow_gets_parts_grad(x, y, t):
    """Gradient of `shadow_gets_parts` with respect to x, y and t."""
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    x = np.array([t, y[0], t, 0.5])
    x_bar_old = x_bar
    x_bar = np.zeros_like(x)
    y_bar_old = y_bar
    y, y_bar, saved = kept_forward(x[::-1], x_bar[::-1])

    # Reverse sweep
    y_bar += x**2  # return np.sum(y * x**2)
    x_bar += 2 * x * y
    y_bar = y_bar_old
    kept_reverse(saved)  # y = kept(x[::-1])
    x_bar2 = x_bar  # x = np.array([t, y[0], t, 0.5])
    x_bar = x_bar_old
    t_bar, y_bar2, t_bar2, _ = x_bar2
    y_bar[0] += y_bar2
    t_bar += t_bar2
    return x_bar, y_bar, float(t_bar)


def kept_forward(u, u_bar):
    part = u[::-1]
    part_bar = u_bar[::-1]
    part_old = part[0]
    part[0] += part[1] * part[1]
    return part, part_bar, (part, part_bar, part_old)


def kept_reverse(saved):
    part, part_bar, part_old = saved
    part[0] = part_old
    part_bar[1] += 2 * part[1] * part_bar[0]  # part[0] += part[1] * part[1]
