"""A name is bound to a view of what carries nothing, elsewhere to what is changed."""

import numpy as np


def reversed_(u):
    u[0] = 2.0 * u[1]
    return u[::-1]


def view_of_constant_returned(x, y, a):
    v = x[::-1]
    if a > 0.5:
        v = reversed_(y)
    v[1] *= v[2]
    return np.sum(v) + np.sum(x * y)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3), a) for a in (0.0, 1.0)]


# --- expected ---
import numpy as np


def view_of_constant_returned_grad(x, y, a):
    """Gradient of `view_of_constant_returned` with respect to x."""
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    x = x.copy()
    y = y.copy()
    v = x[::-1]
    v_bar = x_bar[::-1]
    if a > 0.5:
        v, v_bar, saved = reversed_forward(y, y_bar)
    v_old = v[1]
    v[1] *= v[2]

    # Reverse sweep
    v_bar += 1.0  # return np.sum(v) + np.sum(x * y)
    x_bar += y
    y_bar += x
    v[1] = v_old
    v_bar[2] += v[1] * v_bar[1]  # v[1] *= v[2]
    v_bar[1] = v[2] * v_bar[1]
    if a > 0.5:
        reversed_reverse(y, saved, y_bar)  # v = reversed_(y)
    x_bar = x_bar.copy()
    return x_bar


def reversed_forward(u, u_bar):
    u_old = u[0]
    u[0] = 2.0 * u[1]
    result = u[::-1]
    return result, u_bar[::-1], u_old


def reversed_reverse(u, u_old, u_bar):
    u[0] = u_old
    u_bar[1] += 2.0 * u_bar[0]  # u[0] = 2.0 * u[1]
    u_bar[0] = 0.0
