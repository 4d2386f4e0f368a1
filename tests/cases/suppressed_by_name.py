"""A context manager that has a name suppresses: how far its block came is known."""

import contextlib


def suppressed_by_name(x, rate, keys):
    ignoring = contextlib.suppress(KeyError, IndexError)
    table = {"a": 2.0, "b": 0.5}
    total = rate
    for key in keys:
        with ignoring:
            total = total * x[0]
            total = total * table[key] + x[1]
    with ignoring:
        total = total * rate
        total = total * x[len(keys)]
    return total


WRT = ("x", "rate")


def samples(rng):
    x = rng.normal(size=3)
    return [(x, 0.6, ["a", "c", "b"]), (x, 0.6, ["c"]), (x, 0.6, [])]


# --- expected ---
import contextlib

import numpy as np


def suppressed_by_name_grad(x, rate, keys):
    """Gradient of `suppressed_by_name` with respect to x and rate."""
    total_stack = []
    saved_stack = []
    ignoring = contextlib.suppress(KeyError, IndexError)
    table = {"a": 2.0, "b": 0.5}
    total = rate
    for key in keys:
        failed2 = True
        done2 = 0
        with ignoring:
            total_before = total
            total = total * x[0]
            total_stack.append(total_before)
            done2 = 1
            total = total * table[key] + x[1]
            failed2 = False
        saved_stack.append((failed2, done2))
    failed = True
    done = 0
    with ignoring:
        total_old = total
        total = total * rate
        done = 1
        total_old2 = total
        _total = total * x[len(keys)]
        failed = False

    # Reverse sweep
    total_bar = 1.0  # return total
    if failed:
        x_bar = np.zeros_like(x)
    else:
        total = total_old2
        x_bar = np.zeros_like(x)  # total = total * x[len(keys)]
        x_bar[len(keys)] = total * total_bar
        total_bar = x[len(keys)] * total_bar
    if done >= 1:
        total = total_old
        rate_bar = total * total_bar  # total = total * rate
        total_bar = rate * total_bar
    else:
        rate_bar = 0.0
    for key in reversed(keys):
        failed2, done2 = saved_stack.pop()
        if not failed2:
            x_bar[1] += total_bar  # total = total * table[key] + x[1]
            total_bar = table[key] * total_bar
        if done2 >= 1:
            total = total_stack.pop()
            x_bar[0] += total * total_bar  # total = total * x[0]
            total_bar = x[0] * total_bar
    rate_bar += total_bar  # total = rate
    return x_bar, float(rate_bar)
