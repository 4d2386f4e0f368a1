"""A choice of a sum or a name is returned, and goes into an array that is read on."""

import numpy as np


def between(x, y, first, second):
    smaller = first if x < y else second
    return 0.5 * (first + second) if x == y else smaller


def choice_of_sums(x, y):
    steps = np.zeros(4)
    for k in range(3):
        steps[k + 1] = between(x[k], y[k], steps[k], steps[k - 1]) + x[k]
    return np.sum(steps * steps)


WRT = ("x", "y")


def samples(rng):
    x = rng.normal(size=3)
    return [(x, x + np.array([1.0, -1.0, 1.0])), (x, x - 1.0)]


# --- expected ---
import numpy as np

from tests.cases import choice_of_sums  # isort: skip


def choice_of_sums_grad(x, y):
    """Gradient of `choice_of_sums` with respect to x and y."""
    steps = np.zeros(4)
    for k in range(3):
        steps[k + 1] = choice_of_sums.between(x[k], y[k], steps[k], steps[k - 1]) + x[k]

    # Reverse sweep
    steps_bar = 2 * steps  # return np.sum(steps * steps)
    x_bar = np.zeros_like(x)
    y_bar = np.zeros_like(y)
    for k in reversed(range(3)):
        between_ans_bar = steps_bar[k + 1]  # steps[k + 1] = between(...) + x[k]
        x_bar[k] += steps_bar[k + 1]
        steps_bar[k + 1] = 0.0
        x_bar2, y_bar2, first_bar, second_bar = between_reverse(
            x[k], y[k], between_ans_bar
        )
        x_bar[k] += x_bar2
        y_bar[k] = y_bar2
        steps_bar[k] += first_bar
        steps_bar[k - 1] += second_bar
    return x_bar, y_bar


def between_reverse(x, y, ans_bar):
    if x == y:  # return 0.5 * (first + second) if x == y else smaller
        sum_bar = 0.5 * ans_bar
        first_bar = sum_bar
        second_bar = sum_bar
        smaller_bar = 0.0
    else:
        smaller_bar = ans_bar
        first_bar = 0.0
        second_bar = 0.0
    first_bar += smaller_bar if x < y else 0.0  # smaller = first if x < y else second
    second_bar += 0.0 if x < y else smaller_bar
    return 0.0, 0.0, first_bar, second_bar
