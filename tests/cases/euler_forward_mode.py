"""Forward mode of an explicit Euler integration, the path kept."""

import numpy as np


def euler_forward_mode(y, a, h, steps):
    path = np.zeros(steps + 1)
    path[0] = y
    for k in range(steps):
        y = y + h * (a * y - y**2)
        path[k + 1] = y
    return path


WRT = ("y", "a")
MODE = "jvp"
LIKE = True


def samples(rng):
    return [(0.2, 1.1, 0.1, 5)]


# --- expected ---
import numpy as np


def euler_forward_mode_jvp(y, a, h, steps, *, tangents):
    """Value of `euler_forward_mode` and its tangent, for tangents of y and a."""
    y_dot, a_dot = tangents
    path = np.zeros(steps + 1)
    path_dot = np.zeros_like(path)
    path_dot[0] = y_dot
    path[0] = y
    for k in range(steps):
        y_dot = y_dot + h * (y * a_dot + (a - 2 * y) * y_dot)
        y = y + h * (a * y - y**2)
        path_dot[k + 1] = y_dot
        path[k + 1] = y
    return path, path_dot
