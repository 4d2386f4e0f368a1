"""Sums of lists that may be empty: the infinite slope there is asked for by nothing."""

import math


def sum_of_nothing(xs, y):
    far = [v * v for v in xs if v > 1.5]
    return math.sqrt(sum([w * y for w in far])) + sum(far) / len(xs) + y * y


WRT = ("xs", "y")


def samples(rng):
    return [([1.0, 2.0, 1.7], 0.4)]


# --- expected ---
import math


def sum_of_nothing_grad(xs, y):
    """Gradient of `sum_of_nothing` with respect to xs and y."""
    far = [v * v for v in xs if v > 1.5]
    sqrt = math.sqrt(sum([w * y for w in far]))

    # Reverse sweep
    far_bar = [1.0 / len(xs) for x in far]  # return math.sqrt(...) + sum(far) / ...
    y_bar = 2 * y
    for j in reversed(range(len(far))):
        w = far[j]
        product_bar = 0.5 / sqrt
        y_bar += w * product_bar
        far_bar[j] += y * product_bar
    xs_bar = [0.0] * len(xs)
    for k in reversed(range(len(xs))):
        v = xs[k]
        v_bar = 2 * v * far_bar.pop() if v > 1.5 else 0.0  # far = [...]
        xs_bar[k] = v_bar
    return xs_bar, float(y_bar)
