"""Handlers within the body of another try; what they raise goes further out."""


def try_inside_try(x, k, strict):
    y = x[0]
    try:
        y = y * x[1]
        try:
            y = y * x[k]
        except IndexError as problem:
            y = y + x[1]
            if strict:
                raise KeyError(k) from problem
        y = y * y
    except KeyError:
        y = y * 3.0
    return y * x[0]


WRT = "x"


def samples(rng):
    x = rng.uniform(0.5, 1.5, size=3)
    return [(x, 2, False), (x, 9, False), (x, 9, True)]


# --- expected ---
import numpy as np


def try_inside_try_grad(x, k, strict):
    """Gradient of `try_inside_try` with respect to x."""
    y = x[0]
    caught = 0
    failed2 = False
    try:
        y_old = y
        y = y * x[1]
    except KeyError:
        failed2 = True
        caught = 1
    condition2 = caught == 0
    if condition2:
        caught2 = 0
        caught3 = 0
        try:
            y_old2 = y
            y = y * x[k]
        except IndexError as error:
            caught3 = 1
            caught2 = 1
            problem2 = error
        except KeyError:
            caught3 = 2
            caught = 1
        if caught2 == 1:
            done = 0
            try:
                problem = problem2
                y = y + x[1]
                done = 1
                if strict:
                    raise KeyError(k) from problem
            except KeyError:
                caught = 1
        condition = caught == 0
        if condition:
            failed = False
            try:
                y_old3 = y
                y = y * y
            except KeyError:
                failed = True
                caught = 1
    if caught == 1:
        y = y * 3.0

    # Reverse sweep
    y_bar = x[0]  # return y * x[0]
    x_bar = np.zeros_like(x)
    x_bar[0] = y
    if caught == 1:
        y_bar = 3.0 * y_bar  # y = y * 3.0
    if condition2:
        if condition and not failed:
            y = y_old3
            y_bar = 2 * y * y_bar  # y = y * y
        if caught2 == 1 and done >= 1:
            x_bar[1] += y_bar  # y = y + x[1]
        if caught3 != 1 and caught3 != 2:
            y = y_old2
            x_bar[k] += y * y_bar  # y = y * x[k]
            y_bar = x[k] * y_bar
    if not failed2:
        y = y_old
        x_bar[1] += y * y_bar  # y = y * x[1]
        y_bar = x[1] * y_bar
    x_bar[0] += y_bar  # y = x[0]
    return x_bar
