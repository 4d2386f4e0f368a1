"""A handler that only raises needs no record of the way that was taken."""

import math


def try_raises_again(a):
    try:
        y = math.sqrt(a) * a
    except ValueError as problem:
        raise ArithmeticError(f"no root of {a}") from problem
    return y * y


WRT = "a"


def samples(rng):
    return [(2.0,)]


# --- expected ---
import math


def try_raises_again_grad(a):
    """Gradient of `try_raises_again` with respect to a."""
    try:
        y = math.sqrt(a) * a
    except ValueError as problem:
        raise ArithmeticError(f"no root of {a}") from problem

    # Reverse sweep
    y_bar = 2 * y  # return y * y
    a_bar = (0.5 * a / math.sqrt(a) + math.sqrt(a)) * y_bar  # y = math.sqrt(a) * a
    return float(a_bar)
