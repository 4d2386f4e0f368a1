"""Each way through a try returns; what may fail is evaluated inside it."""

import math


def try_returns(a, b):
    try:
        return math.log(a) * b
    except ValueError as problem:
        print(f"no logarithm: {problem}")
        return a * b


WRT = ("a", "b")


def samples(rng):
    return [(2.0, 0.5), (-0.5, 2.0)]


# --- expected ---
import math


def try_returns_grad(a, b):
    """Gradient of `try_returns` with respect to a and b."""
    failed = False
    try:
        _result = math.log(a) * b
    except ValueError as problem:
        failed = True
        print(f"no logarithm: {problem}")

    # Reverse sweep
    if failed:
        a_bar = b  # return a * b
        b_bar = a
    else:
        a_bar = b / a  # return math.log(a) * b
        b_bar = math.log(a)
    return float(a_bar), float(b_bar)
