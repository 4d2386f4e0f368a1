"""A costly value is the beginning of an adjoint, and a factor of what follows."""

import numpy as np


def shared_value_changed(x, y, t):
    s = t - x[2]
    x -= np.sin(y)
    head = x[:3]
    v = np.tanh(y) * s
    return np.sum(v * x) + np.sum(np.sin(y)) + np.sum(head * head)


WRT = ("y", "t")


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4), 0.4)]


# --- expected ---
import numpy as np


def shared_value_changed_grad(x, y, t):
    """Gradient of `shared_value_changed` with respect to y and t."""
    x = x.copy()
    s = t - x[2]
    x -= np.sin(y)
    head = x[:3]
    tanh_y = np.tanh(y)
    v = tanh_y * s

    # Reverse sweep
    v_bar = x.copy()  # return np.sum(v * x) + np.sum(np.sin(y)) + np.sum(head * head)
    x_bar = v
    y_bar = np.cos(y)
    head_bar = 2 * head
    y_bar += (1 - tanh_y**2) * s * v_bar  # v = np.tanh(y) * s
    t_bar = tanh_y @ v_bar
    x_bar[:3] += head_bar  # head = x[:3]
    y_bar -= np.cos(y) * x_bar  # x -= np.sin(y)
    return y_bar, float(t_bar)
