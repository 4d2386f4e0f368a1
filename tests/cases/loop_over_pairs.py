"""zip, enumerate from a number on, reversed, and targets within targets."""


def loop_over_pairs(x, y):
    total = 0.5
    for k, (a, b) in enumerate(zip(x, reversed(y), strict=True), start=1):
        total = total * a + k * b
    for a, b in zip(x, x[1:]):
        total = total + a * b
    return total


WRT = ("x", "y")
LIKE = True


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def loop_over_pairs_grad(x, y):
    """Gradient of `loop_over_pairs` with respect to x and y."""
    total_stack = []
    total = 0.5
    for k, (a, b) in enumerate(zip(x, reversed(y), strict=True), start=1):
        total_stack.append(total)
        total = total * a + k * b

    # Reverse sweep
    total_bar = 1.0  # return total
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x) - 1)):
        a = x[i]
        b = x[i + 1]
        a_bar = b * total_bar  # total = total + a * b
        b_bar = a * total_bar
        x_bar[i + 1] += b_bar
        x_bar[i] += a_bar
    y_bar = np.zeros_like(y)
    for j in reversed(range(len(x))):
        k = j + 1
        a = x[j]
        total = total_stack.pop()
        x_bar[j] += total * total_bar  # total = total * a + k * b
        y_bar[-1 - j] += k * total_bar
        total_bar = a * total_bar
    return x_bar, y_bar
