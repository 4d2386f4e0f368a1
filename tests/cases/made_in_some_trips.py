"""An array that is made anew in some trips, after it was read: it is put back."""

import numpy as np

WRT = ("u0", "c")


def made_in_some_trips(u0, c, steps):
    u, total = u0.copy(), 0.0
    left = np.ones_like(u)
    for k in range(steps):
        total += np.sum(c * left * left)
        if k % 2 == 0:
            left = np.zeros_like(u)
        left[k] = u[k] * c
        total += np.sum(left * u)
    return total


def samples(rng):
    return [(rng.normal(size=5), 0.8, n) for n in (4, 0)]


# --- expected ---
import numpy as np


def made_in_some_trips_grad(u0, c, steps):
    """Gradient of `made_in_some_trips` with respect to u0 and c."""
    left_stack = []
    left_stack2 = []
    u = u0.copy()
    left = np.ones_like(u)
    for k in range(steps):
        if k % 2 == 0:
            left_stack.append(left)
            left = np.zeros_like(u)
        left_stack2.append(left[k])
        left[k] = u[k] * c

    # Reverse sweep
    c_bar = 0.0
    left_bar = np.zeros_like(left)
    u_bar = np.zeros_like(u)
    for k in reversed(range(steps)):
        left_bar += u  # total += np.sum(left * u)
        u_bar += left
        left[k] = left_stack2.pop()
        u_bar[k] += c * left_bar[k]  # left[k] = u[k] * c
        c_bar += u[k] * left_bar[k]
        left_bar[k] = 0.0
        if k % 2 == 0:
            left = left_stack.pop()
            left_bar = np.zeros_like(left)
        c_bar += left @ left  # total += np.sum(c * left * left)
        left_bar += 2 * c * left
    u0_bar = u_bar  # u, total = u0.copy(), 0.0
    return u0_bar, float(c_bar)
