"""`y[..., 0]` of a vector is a view of its element, to which numbers are assigned."""

import numpy as np


def ellipsis_of_vector(y, t):
    first = y[..., 0]
    y[..., 1] = t * first
    y[..., 0] = t
    y[..., 2] += t
    for _ in range(2):
        y = np.cumsum(y / (2.0 + t * t))
    return np.sum(y * y) + y.T[1].T


WRT = ("y", "t")


def samples(rng):
    return [(rng.uniform(size=3), float(rng.uniform()))]


# --- expected ---
import numpy as np


def ellipsis_of_vector_grad(y, t):
    """Gradient of `ellipsis_of_vector` with respect to y and t."""
    saved_stack = []
    y_bar = np.zeros_like(y)
    y = y.copy()
    first = y[..., 0]
    first_bar = y_bar[..., 0]
    y_old = y[..., 1].copy()
    y[..., 1] = t * first
    y_old2 = y[..., 0].copy()
    y[..., 0] = t
    y_old3 = y[..., 2].copy()
    y[..., 2] += t
    for _ in range(2):
        saved_stack.append((y, y_bar))
        y = np.cumsum(y / (2.0 + t * t))
        y_bar = np.zeros_like(y)

    # Reverse sweep
    y_bar += 2 * y  # return np.sum(y * y) + y.T[1].T
    y_bar.T[1] += 1.0
    t_bar = 0.0
    for _ in reversed(range(2)):
        y_bar2 = y_bar  # y = np.cumsum(y / (2.0 + t * t))
        y, y_bar = saved_stack.pop()
        ratio_bar = np.cumsum(y_bar2[::-1])[::-1]
        product_bar = -np.sum(y / (2.0 + t * t) / (2.0 + t * t) * ratio_bar)
        y_bar += ratio_bar / (2.0 + t * t)
        t_bar += 2 * t * product_bar
    y[..., 2] = y_old3
    t_bar += y_bar[..., 2]  # y[..., 2] += t
    y[..., 0] = y_old2
    t_bar += y_bar[..., 0]  # y[..., 0] = t
    y_bar[..., 0] = 0.0
    y[..., 1] = y_old
    y_section_bar = y_bar[..., 1].copy()  # y[..., 1] = t * first
    y_bar[..., 1] = 0.0
    t_bar += first * y_section_bar
    first_bar += t * y_section_bar
    y_bar = y_bar.copy()
    return y_bar, float(t_bar)
