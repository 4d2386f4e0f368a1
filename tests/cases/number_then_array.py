"""A name that holds a number in a loop, and then an array that changes in place."""

import numpy as np


def number_then_array(x, y, n):
    for _ in range(n):
        x = y * 2.0
    z, w = x, x
    x = np.exp(np.zeros(2)) * y
    x += x
    u = y
    for _ in range(n):
        u = u * z
    kept = u
    u = np.where(y > 0.1, u, 2.0)
    u += w
    return z * np.sum(x) + w + kept * np.sum(u)


WRT = ("x", "y")


def samples(rng):
    return [(0.5, 0.7, 3), (0.5, 0.7, 0)]


# --- expected ---
import numpy as np


def number_then_array_grad(x, y, n):
    """Gradient of `number_then_array` with respect to x and y."""
    x_stack = []
    saved_stack = []
    for _ in range(n):
        x_stack.append(x)
        x = y * 2.0
    z, w = x, x
    exp = np.exp(np.zeros(2))
    x = exp * y
    x += x
    u = y
    u_bar = np.zeros_like(u)
    for _ in range(n):
        saved_stack.append((u, u_bar))
        u = u * z
        u_bar = np.zeros_like(u)
    kept = u
    u = np.where(y > 0.1, u, 2.0)
    u_bar_old = u_bar
    u_bar = np.zeros_like(u)
    u += w

    # Reverse sweep
    z_bar = np.sum(x)  # return z * np.sum(x) + w + kept * np.sum(u)
    x_bar = np.broadcast_to(z, np.shape(x))
    w_bar = 1.0
    kept_bar = np.sum(u)
    u_bar += np.broadcast_to(kept, ())
    w_bar += u_bar  # u += w
    u_bar2 = u_bar  # u = np.where(y > 0.1, u, 2.0)
    u_bar = u_bar_old
    u_bar += np.where(y > 0.1, u_bar2, 0)
    u_bar += kept_bar  # kept = u
    for _ in reversed(range(n)):
        u_bar3 = u_bar  # u = u * z
        u, u_bar = saved_stack.pop()
        u_asked = (u_bar3 != 0.0) | np.isfinite(z) & np.isfinite(u)
        u_bar += np.where(u_asked, z, 0.5) * u_bar3
        z_bar += np.where(u_asked, u, 0.5) * u_bar3
    x_bar = 2 * x_bar  # x += x
    y_bar = u_bar + np.sum(exp * x_bar)  # x = np.exp(np.zeros(2)) * y
    x_bar = z_bar + w_bar  # z, w = x, x
    for _ in reversed(range(n)):
        x = x_stack.pop()
        y_bar += 2.0 * x_bar  # x = y * 2.0
        x_bar = np.zeros_like(x)
    return float(x_bar), float(y_bar)
