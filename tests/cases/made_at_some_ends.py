"""An array that is made anew at the end of some trips: in others it goes on."""

import numpy as np

WRT = ("u", "c")


def made_at_some_ends(u, c, steps):
    total = 0.0
    left = np.ones_like(u)
    for k in range(steps):
        left[k] = u[k] * c
        total += np.sum(c * left * left)
        if k % 2 == 1:
            left = np.zeros_like(u)
    return total


def samples(rng):
    return [(rng.normal(size=5), 0.8, n) for n in (4, 1)]


# --- expected ---
import numpy as np


def made_at_some_ends_grad(u, c, steps):
    """Gradient of `made_at_some_ends` with respect to u and c."""
    left_stack = []
    left_stack2 = []
    left = np.ones_like(u)
    for k in range(steps):
        left_stack.append(left[k])
        left[k] = u[k] * c
        if k % 2 == 1:
            left_stack2.append(left)
            left = np.zeros_like(u)

    # Reverse sweep
    c_bar = 0.0
    left_bar = np.zeros_like(left)
    u_bar = np.zeros_like(u)
    for k in reversed(range(steps)):
        if k % 2 == 1:
            left = left_stack2.pop()
            left_bar = np.zeros_like(left)
        c_bar += left @ left  # total += np.sum(c * left * left)
        left_bar += 2 * c * left
        left[k] = left_stack.pop()
        u_bar[k] = c * left_bar[k]  # left[k] = u[k] * c
        c_bar += u[k] * left_bar[k]
        left_bar[k] = 0.0
    return u_bar, float(c_bar)
