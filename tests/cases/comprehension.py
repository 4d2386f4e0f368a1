"""Comprehensions: a list of values, a sum, a filter."""

import numpy as np


def comprehension(x, n):
    squares = [v * v * k for k, v in enumerate(x)]
    large = sum([v for v in squares if v > 0.5])
    return large * x[0] + np.sum(np.array([x[k] * x[0] for k in range(n)]))


WRT = "x"


def samples(rng):
    return [(np.array([0.4, 1.5, -2.0]), 2)]


# --- expected ---
import numpy as np


def comprehension_grad(x, n):
    """Gradient of `comprehension` with respect to x."""
    squares = [v * v * k for k, v in enumerate(x)]
    large = sum([v for v in squares if v > 0.5])
    array_values2 = np.array([x[k] * x[0] for k in range(n)])

    # Reverse sweep
    values2_bar = list(np.broadcast_to(1.0, np.shape(array_values2)))  # return ...
    large_bar = x[0]
    x_bar = np.zeros_like(x)
    x_bar[0] = large
    for k in reversed(range(n)):
        product_bar = values2_bar.pop()
        x_bar[k] += x[0] * product_bar
        x_bar[0] += x[k] * product_bar
    squares_bar = [0.0] * len(squares)  # large = sum([v for v in squares if v > 0.5])
    for j in reversed(range(len(squares))):
        v = squares[j]
        v_bar = large_bar if v > 0.5 else 0.0
        squares_bar[j] = v_bar
    for k in reversed(range(len(x))):
        v = x[k]
        v_bar = 2 * v * k * squares_bar.pop()  # squares = [...]
        x_bar[k] += v_bar
    return x_bar
