"""Ellipsis and steps in a subscript of three axes."""

import numpy as np


def ellipsis_read(t):
    return np.sum(t[..., 0] * t[..., -1]) + np.sum(t[0, ..., ::-1] ** 3)


WRT = "t"


def samples(rng):
    return [(rng.normal(size=(2, 3, 4)),)]


# --- expected ---
import numpy as np


def ellipsis_read_grad(t):
    """Gradient of `ellipsis_read` with respect to t."""
    t_bar = np.zeros_like(t)  # return np.sum(t[..., 0] * t[..., -1]) + np.sum(...)
    t_bar[..., 0] = t[..., -1]
    t_bar[..., -1] += t[..., 0]
    t_bar[0, ..., ::-1] += 3 * t[0, ..., ::-1] ** 2
    return t_bar
