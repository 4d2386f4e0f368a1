"""Items beside their tangents, until one is too large, in pairs, from the end."""

import numpy as np

WRT = ("x", "y", "t")
MODE = "jvp"


def items_and_tangents(x, y, t):
    total = 0.0
    for a in x:
        if a > 1.5:
            break
        total = total * t + a
    for k, (a, b) in enumerate(zip(x, y)):
        total = total * t + a * b * k
    for b in reversed(y[1:]):
        total = total * t + np.sin(b)
    return total


def samples(rng):
    x = np.array([0.3, 1.2, -0.4, 1.9, 0.2])
    yield x, rng.normal(size=4), 0.7
    yield x[:0], rng.normal(size=3), 0.7
    yield list(x[:2]), list(rng.normal(size=3)), 1.1


# --- expected ---
import numpy as np


def items_and_tangents_jvp(x, y, t, *, tangents):
    """Value of `items_and_tangents` and its tangent, for tangents of x, y and t."""
    x_dot, y_dot, t_dot = tangents
    total = 0.0
    total_dot = 0.0
    for a, a_dot in zip(x, x_dot, strict=True):
        if a > 1.5:
            break
        total_dot = t * total_dot + total * t_dot + a_dot
        total = total * t + a
    for k, (a, b) in enumerate(zip(x, y, strict=False)):
        a_dot = x_dot[k]
        b_dot = y_dot[k]
        total_dot = t * total_dot + total * t_dot + k * b * a_dot + k * a * b_dot
        total = total * t + a * b * k
    for b, b_dot in zip(reversed(y[1:]), reversed(y_dot[1:]), strict=True):
        total_dot = t * total_dot + total * t_dot + np.cos(b) * b_dot
        total = total * t + np.sin(b)
    return total, total_dot
