"""An argument copied at entry, a number on one way: `x *= x` binds it anew."""

import numpy as np


def copied_then_either(x, steps):
    x += 1.0
    total = np.sum(x)
    for _ in range(steps):
        x = np.exp(-total)
    x *= x
    return np.sum(x)


WRT = "x"


def samples(rng):
    x = rng.normal(size=3)
    return [(x, 0), (x, 1), (x, 2)]


# --- expected ---
import numpy as np


def copied_then_either_grad(x, steps):
    """Gradient of `copied_then_either` with respect to x."""
    x_stack = []
    x = x.copy()
    x += 1.0
    total = np.sum(x)
    for _ in range(steps):
        x_stack.append(x)
        x = np.exp(-total)
    x_old = x
    x = x * x

    # Reverse sweep
    x_bar = np.broadcast_to(1.0, np.shape(x))  # return np.sum(x)
    x = x_old
    x_bar = 2 * x * x_bar  # x *= x
    total_bar = 0.0
    for _ in reversed(range(steps)):
        total_bar -= x * x_bar  # x = np.exp(-total)
        x = x_stack.pop()
        x_bar = np.zeros_like(x)
    x_bar += total_bar  # total = np.sum(x)
    return x_bar
