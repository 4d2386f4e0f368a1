"""Lambdas in variables, tuples and dicts, chosen by key, and called at once."""

import numpy as np


def lambdas_held(x, y):
    square = lambda t: t * t  # noqa: E731  # what the case is about
    shapes = {"bell": lambda t: np.exp(-square(t)), "line": lambda t: y * t}
    pair = (np.sin, lambda t, k=3.0: k * t + x)
    total = square(square(x)) * shapes["bell"](y) + shapes["line"](x)
    return total * pair[0](x) * pair[1](y) + (lambda t: t if t > 0 else -y)(x)


WRT = ("x", "y")


def samples(rng):
    return [(0.4, 1.2), (-0.4, 1.2)]


# --- expected ---
import numpy as np


def lambdas_held_grad(x, y):
    """Gradient of `lambdas_held` with respect to x and y."""
    square_ans = square(x * x)
    exp = np.exp(-(y * y))
    total = square_ans * exp + y * x

    # Reverse sweep
    product_bar = 3.0 * y + x  # return total * pair[0](x) * pair[1](y) + (...)(x)
    sum_bar = total * np.sin(x)
    total_bar = np.sin(x) * product_bar
    x_bar = np.cos(x) * total * product_bar + sum_bar + (1.0 if x > 0 else 0.0)
    y_bar = 3.0 * sum_bar + (0.0 if x > 0 else -1.0)
    y_bar += x * total_bar - 2 * y * exp * square_ans * total_bar  # total = ...
    x_bar += y * total_bar
    x_bar += 2 * x * square_reverse(x * x, exp * total_bar)
    return float(x_bar), float(y_bar)


def square_reverse(t, ans_bar):
    t_bar = 2 * t * ans_bar  # lambda t: t * t
    return t_bar


def square(t):
    return t * t
