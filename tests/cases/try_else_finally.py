"""else runs where nothing failed, finally in any case."""


def try_else_finally(x, k):
    y = x[0]
    try:
        z = y * x[k]
    except IndexError:
        z = y * y
    else:
        z = z * 2.0
    finally:
        y = y * x[1]
    return z * y


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 2), (rng.normal(size=3), 7)]


# --- expected ---
import numpy as np


def try_else_finally_grad(x, k):
    """Gradient of `try_else_finally` with respect to x."""
    z = None
    y = x[0]
    try:
        completed = False
        failed = False
        try:
            z = y * x[k]
            completed = True
        except IndexError:
            failed = True
            z = y * y
        if completed:
            z = z * 2.0
    finally:
        y_old = y
        y = y * x[1]

    # Reverse sweep
    z_bar = y  # return z * y
    y_bar = z
    x_bar = np.zeros_like(x)  # y = y * x[1]
    x_bar[1] = y_old * y_bar
    y_bar = x[1] * y_bar
    if completed:
        z_bar = 2.0 * z_bar  # z = z * 2.0
    if failed:
        y_bar += 2 * y_old * z_bar  # z = y * y
    else:
        y_bar += x[k] * z_bar  # z = y * x[k]
        x_bar[k] += y_old * z_bar
    x_bar[0] += y_bar  # y = x[0]
    return x_bar
