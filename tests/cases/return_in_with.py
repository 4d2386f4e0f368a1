"""A return in a with, which is left in order."""

import contextlib


def return_in_with(x, limit, log):
    with contextlib.ExitStack() as stack:
        stack.callback(log.append, "done")
        y = x * x
        if y > limit:
            return y * x
        y = y + x
    return y * y


WRT = "x"


def samples(rng):
    return [(1.3, 1.0, []), (0.3, 1.0, [])]


# --- expected ---
import contextlib


def return_in_with_grad(x, limit, log):
    """Gradient of `return_in_with` with respect to x."""
    returned = False
    failed = True
    done = 0
    with contextlib.ExitStack() as stack:
        stack.callback(log.append, "done")
        y = x * x
        done = 1
        condition = y > limit
        if condition:
            _result = y * x
            returned = True
        else:
            y = y + x
        failed = False

    # Reverse sweep
    if returned:
        result_bar = 1.0
        y_bar = 0.0
    else:
        y_bar = 2 * y  # return y * y
        result_bar = 0.0
    if failed:
        x_bar = 0.0
    elif condition:
        y_bar += x * result_bar  # return y * x
        x_bar = y * result_bar
    else:
        x_bar = y_bar  # y = y + x
    if done >= 1:
        x_bar += 2 * x * y_bar  # y = x * x
    return float(x_bar)
