"""An exception in the middle of a body: what was done until then counts."""

import numpy as np


def try_half_done(x, k):
    y = x.copy()
    scale = 1.0
    try:
        y[0] = y[1] * y[2]
        scale = scale * y[k]
        y[1] = y[0] * y[k + 1]
        y *= scale
    except IndexError:
        y[2] = y[0] * 3.0
    return np.sum(y * y) * scale


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), k) for k in (0, 2, 3, 9)]


# --- expected ---
def try_half_done_grad(x, k):
    """Gradient of `try_half_done` with respect to x."""
    y = x.copy()
    scale = 1.0
    failed = False
    done = 0
    try:
        y[0] = y[1] * y[2]
        done = 1
        scale_old = scale
        scale = scale * y[k]
        done = 2
        y_old = y[1]
        y[1] = y[0] * y[k + 1]
        done = 3
        y_old2 = y.copy()
        y *= scale
    except IndexError:
        failed = True
        y_old3 = y[2]
        y[2] = y[0] * 3.0

    # Reverse sweep
    y_bar = 2 * y * scale  # return np.sum(y * y) * scale
    scale_bar = y @ y
    if failed:
        y[2] = y_old3
        y_bar[0] += 3.0 * y_bar[2]  # y[2] = y[0] * 3.0
        y_bar[2] = 0.0
    else:
        y = y_old2
        scale_bar += y @ y_bar  # y *= scale
        y_bar = scale * y_bar
    if done >= 3:
        y[1] = y_old
        y_section_bar = y_bar[1]  # y[1] = y[0] * y[k + 1]
        y_bar[1] = 0.0
        y_bar[0] += y[k + 1] * y_section_bar
        y_bar[k + 1] += y[0] * y_section_bar
    if done >= 2:
        scale = scale_old
        y_bar[k] += scale * scale_bar  # scale = scale * y[k]
    if done >= 1:
        y_bar[1] += y[2] * y_bar[0]  # y[0] = y[1] * y[2]
        y_bar[2] += y[1] * y_bar[0]
        y_bar[0] = 0.0
    x_bar = y_bar  # y = x.copy()
    return x_bar
