"""Functions of numbers get what stands in a list, as many as there are."""

import math

import numpy as np


def starred_numbers(x, y):
    above = [v * v for v in x if v > 0.0]
    length = math.hypot(*x) + math.hypot(*above)
    total = 0.0
    for k in range(len(y)):
        total += math.hypot(*y[:k], length)
    return total * np.hypot(*y[:2]) * math.hypot(*(x - y))


WRT = ("x", "y")


def samples(rng):
    return [(np.array([0.4, -0.7, 0.3]), rng.uniform(0.2, 1.0, size=3))]


# --- expected ---
import math

import numpy as np


def starred_numbers_grad(x, y):
    """Gradient of `starred_numbers` with respect to x and y."""
    above = [v * v for v in x if v > 0.0]
    hypot3 = math.hypot(*x)
    hypot4 = math.hypot(*above)
    length = hypot3 + hypot4
    total = 0.0
    for k in range(len(y)):
        coordinates = *y[:k], length
        total += math.hypot(*coordinates)
    x2, y2 = y[:2]
    hypot_x2 = np.hypot(x2, y2)
    hypot = math.hypot(*x - y)

    # Reverse sweep
    hypot_x2_bar = total * hypot  # return total * np.hypot(*y[:2]) * math.hypot(*x - y)
    scale = total * hypot_x2 / (hypot if hypot != 0 else 1)
    sum_bar = np.array([item * scale for item in x - y])
    total_bar = hypot_x2 * hypot
    where = np.where(hypot_x2 == 0, 1, hypot_x2)
    y2_bar = y2 / where * hypot_x2_bar
    x_bar = sum_bar
    y_bar = -sum_bar
    y_bar[:2] += np.array([x2 / where * hypot_x2_bar, y2_bar])
    length_bar = 0.0
    for k in reversed(range(len(y))):
        coordinates = *y[:k], length
        hypot2 = math.hypot(*coordinates)  # total += math.hypot(*y[:k], length)
        scale2 = total_bar / (hypot2 if hypot2 != 0 else 1)
        coordinates_bar = [x * scale2 for x in coordinates]
        y_bar[:k] += np.array(coordinates_bar[: len(y[:k])])
        length_bar += coordinates_bar[len(y[:k])]
    scale3 = length_bar / (hypot3 if hypot3 != 0 else 1)  # length = ...
    scale4 = length_bar / (hypot4 if hypot4 != 0 else 1)
    above_bar = [x * scale4 for x in above]
    x_bar = x_bar + np.array([item * scale3 for item in x])
    for j in reversed(range(len(x))):
        v = x[j]
        v_bar = 2 * v * above_bar.pop() if v > 0.0 else 0.0  # above = [...]
        x_bar[j] += v_bar
    return x_bar, y_bar
