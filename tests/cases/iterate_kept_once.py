"""An iterate that is bound to a new array in each trip, which no reverse trip reads."""

import numpy as np

WRT = ("A", "b")
LIKE = True


def iterate_kept_once(A, b, steps):
    x = np.zeros_like(b)
    r = b - A @ x
    for _ in range(steps):
        x = x + r
        r = r * r
    return np.sum(x)


def samples(rng):
    yield rng.normal(size=(3, 3)), rng.normal(size=3), 3


# --- expected ---
import numpy as np


def iterate_kept_once_grad(A, b, steps):
    """Gradient of `iterate_kept_once` with respect to A and b."""
    r_stack = []
    x = np.zeros_like(b)
    r = b - A @ x
    x_old = x
    for _ in range(steps):
        x = x + r
        r_stack.append(r)
        r = r * r

    # Reverse sweep
    x_bar = np.broadcast_to(1.0, np.shape(x))  # return np.sum(x)
    r_bar = np.zeros_like(r)
    for _ in reversed(range(steps)):
        r = r_stack.pop()
        r_bar = 2 * r * r_bar  # r = r * r
        r_bar += x_bar  # x = x + r
    b_bar = r_bar  # r = b - A @ x
    A_bar = -np.outer(r_bar, x_old)
    return A_bar, b_bar
