"""A helper gives back a view of what carries no derivative, which is written."""

import numpy as np


def turned(u, v, w):
    if w > 5.0:
        u[0] *= w
    return v[::-1]


def inactive_view_returned(x, y, t):
    y = turned(y, x, y[2])
    y[0], y[1] = x[1], y[0]
    x = turned(x, x, -0.1)
    return x, t * np.sum(x)


WRT = ("y", "t")
MODE = "vjp"


def samples(rng):
    return [(rng.normal(size=4), rng.normal(size=4), 0.5)]


# --- expected ---
import numpy as np

from tests.cases import inactive_view_returned  # isort: skip


def inactive_view_returned_vjp(x, y, t, *, cotangent):
    """Value and vector-Jacobian product of `inactive_view_returned` with respect to
    y and t.
    """
    x = x.copy()
    y = y.copy()
    y_old = y
    y = inactive_view_returned.turned(y, x, y[2])
    y_new = y[0]
    y[0] = x[1]
    y[1] = y_new
    x = inactive_view_returned.turned(x, x, -0.1)
    sum_x = np.sum(x)
    ans = x, t * sum_x

    # Reverse sweep
    t_bar = sum_x * cotangent[1]  # return x, t * np.sum(x)
    return ans, (np.zeros_like(y_old), float(t_bar))
