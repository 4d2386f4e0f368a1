"""A fallback where something fails."""

import math


def try_fallback(a, b):
    try:
        y = math.sqrt(a - b)
    except ValueError:
        y = a * b
    return y * a


WRT = ("a", "b")


def samples(rng):
    return [(2.0, 0.5), (0.5, 2.0)]


# --- expected ---
import math


def try_fallback_grad(a, b):
    """Gradient of `try_fallback` with respect to a and b."""
    failed = False
    try:
        y = math.sqrt(a - b)
    except ValueError:
        failed = True
        y = a * b

    # Reverse sweep
    y_bar = a  # return y * a
    a_bar = y
    if failed:
        a_bar += b * y_bar  # y = a * b
        b_bar = a * y_bar
    else:
        sum_bar = 0.5 / y * y_bar  # y = math.sqrt(a - b)
        a_bar += sum_bar
        b_bar = -sum_bar
    return a_bar, b_bar
