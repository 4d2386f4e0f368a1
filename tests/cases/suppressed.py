"""A with that may swallow an exception: the body is left where it was raised."""

import contextlib


def suppressed(x, k):
    y = x[0]
    with contextlib.suppress(IndexError):
        y = y * x[1]
        y = y * x[k]
        y = y + x[2]
    return y * x[2]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 1), (rng.normal(size=3), 5)]


# --- expected ---
import contextlib

import numpy as np


def suppressed_grad(x, k):
    """Gradient of `suppressed` with respect to x."""
    y = x[0]
    failed = True
    done = 0
    with contextlib.suppress(IndexError):
        y_old = y
        y = y * x[1]
        done = 1
        y_old2 = y
        y = y * x[k]
        done = 2
        y = y + x[2]
        failed = False

    # Reverse sweep
    y_bar = x[2]  # return y * x[2]
    x_bar = np.zeros_like(x)
    x_bar[2] = y
    if not failed:
        x_bar[2] += y_bar  # y = y + x[2]
    if done >= 2:
        y = y_old2
        x_bar[k] += y * y_bar  # y = y * x[k]
        y_bar = x[k] * y_bar
    if done >= 1:
        y = y_old
        x_bar[1] += y * y_bar  # y = y * x[1]
        y_bar = x[1] * y_bar
    x_bar[0] += y_bar  # y = x[0]
    return x_bar
