"""Statements that do not touch the derivative: counters, prints of strings, lengths."""

import numpy as np


def nothing_active(x, verbose):
    count = 0
    label = "sum of squares"
    n = len(x)
    for k in range(n):
        count += k % 2
    if verbose:
        label = label.upper()
    width = len(label)
    return np.sum(x * x) * count / n + width


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), True), (rng.normal(size=4), False)]


# --- expected ---
def nothing_active_grad(x, verbose):
    """Gradient of `nothing_active` with respect to x."""
    count = 0
    label = "sum of squares"
    n = len(x)
    for k in range(n):
        count += k % 2
    if verbose:
        label = label.upper()

    # Reverse sweep
    x_bar = 2 * x * (count / n)  # return np.sum(x * x) * count / n + width
    return x_bar
