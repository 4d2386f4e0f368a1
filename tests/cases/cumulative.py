"""cumsum, diff, flip and roll."""

import numpy as np


def cumulative(x):
    a = np.cumsum(x * x)
    b = np.diff(a * x)
    return np.sum(b**2) + np.flip(a)[0] * np.sum(x * np.roll(x, 1))


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def cumulative_grad(x):
    """Gradient of `cumulative` with respect to x."""
    a = np.cumsum(x * x)
    b = np.diff(a * x)
    roll_x = np.roll(x, 1)

    # Reverse sweep
    flip_a_bar = np.zeros_like(a)  # return np.sum(b**2) + np.flip(a)[0] * np.sum(...)
    flip_a_bar[0] = x @ roll_x
    product_bar = np.flip(a)[0]
    b_bar = 2 * b
    a_bar = np.flip(flip_a_bar)
    x_bar = roll_x * product_bar + np.roll(x * product_bar, -1)
    product_bar2 = -np.diff(b_bar, prepend=0, append=0)  # b = np.diff(a * x)
    a_bar = a_bar + x * product_bar2
    x_bar += a * product_bar2
    x_bar += 2 * x * np.cumsum(a_bar[::-1])[::-1]  # a = np.cumsum(x * x)
    return x_bar
