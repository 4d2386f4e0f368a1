"""A function defined inside, written out where a comprehension calls it."""

import numpy as np


def power_sum(x):
    def power(a, *, k=2):
        return a**k

    squares = [power(v) + 1.0 for v in x]
    return squares[0] * sum(power(v, k=i) for i, v in enumerate(x))


def samples(rng):
    return [(rng.uniform(0.5, 1.5, 3),), (rng.normal(size=(2,)),)]


WRT = ("x",)

# --- expected ---
import numpy as np


def power_sum_grad(x):
    """Gradient of `power_sum` with respect to x."""
    squares = []

    for v in x:
        squares.append(v**2 + 1.0)
    values = []
    for i, v in enumerate(x):
        values.append(v**i)

    # Reverse sweep
    sum_values_bar = squares[0]  # return squares[0] * sum(...)
    squares_bar = [0.0] * len(squares)
    squares_bar[0] += sum(values) * 1.0
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        v = x[i]
        v_bar = i * v ** (i - 1 if i != 0 else 1) * sum_values_bar
        x_bar[i] = v_bar
    for k in reversed(range(len(x))):
        v = x[k]
        v_bar = 2 * v * squares_bar.pop()  # squares = [power(v) + 1.0 for v in x]
        x_bar[k] += v_bar
    return x_bar
