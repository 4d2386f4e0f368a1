"""continue skips the negative, break ends at the first large one."""

import numpy as np


def break_and_continue(x):
    total = 1.0
    for i in range(len(x)):
        if x[i] < 0.0:
            continue
        if x[i] > 3.0:
            break
        total = total * x[i]
    return total + x[0]


WRT = "x"


def samples(rng):
    return [(np.array([0.5, -1.0, 2.0, 4.0, 1.5]),), (np.array([5.0, 1.0]),)]


# --- expected ---
import numpy as np


def break_and_continue_grad(x):
    """Gradient of `break_and_continue` with respect to x."""
    total_stack = []
    total = 1.0
    trips = 0
    for i in range(len(x)):
        trips += 1  # counts the trips
        if x[i] < 0.0:
            continue
        if x[i] > 3.0:
            break
        total_stack.append(total)
        total = total * x[i]

    # Reverse sweep
    total_bar = 1.0  # return total + x[0]
    x_bar = np.zeros_like(x)
    x_bar[0] = 1.0
    for i in reversed(range(trips)):
        if not x[i] < 0.0 and not x[i] > 3.0:
            total = total_stack.pop()
            x_bar[i] += total * total_bar  # total = total * x[i]
            total_bar = x[i] * total_bar
    return x_bar
