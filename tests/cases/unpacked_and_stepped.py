"""Forward mode: the numbers of a state are added to, and so are their tangents."""

import numpy as np

WRT = ("state", "rate")
MODE = "jvp"
LIKE = True


def unpacked_and_stepped(state, rate, steps):
    x, y = state
    for _ in range(steps):
        dx = rate * (y - x)
        x += 0.1 * dx
        y -= 0.1 * np.sin(x)
    return x * y


def samples(rng):
    yield rng.normal(size=2), 1.3, 3


# --- expected ---
import numpy as np


def unpacked_and_stepped_jvp(state, rate, steps, *, tangents):
    """Value of `unpacked_and_stepped` and its tangent, for tangents of state and
    rate.
    """
    state_dot, rate_dot = tangents
    x_dot, y_dot = state_dot
    x, y = state
    for _ in range(steps):
        dx_dot = (y - x) * rate_dot + rate * y_dot - rate * x_dot
        dx = rate * (y - x)
        x_dot += 0.1 * dx_dot
        x += 0.1 * dx
        y_dot -= 0.1 * np.cos(x) * x_dot
        y -= 0.1 * np.sin(x)
    return x * y, y * x_dot + x * y_dot
