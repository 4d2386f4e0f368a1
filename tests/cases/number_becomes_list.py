"""A number becomes a list of products: its adjoint before that is a number."""

import numpy as np


def number_becomes_list(x, weights, halved):
    if halved:
        return 0.5 * x
    x = [x * w for w in weights]
    return x[0] * x[-1] + sum(x)


WRT = ("x",)


def samples(rng):
    weights = rng.normal(size=3)
    return [(1.3, weights, False), (1.3, weights, True), (0.4, weights[:1], False)]


# --- expected ---
def number_becomes_list_grad(x, weights, halved):
    """Gradient of `number_becomes_list` with respect to x."""
    if not halved:
        x = [x * w for w in weights]

    # Reverse sweep
    if halved:
        x_bar = 0.5  # return 0.5 * x
    else:
        x_bar = [1.0 for item in x]  # return x[0] * x[-1] + sum(x)
        x_bar[0] += x[-1]
        x_bar[-1] += x[0]
        values_bar = list(x_bar)  # x = [x * w for w in weights]
        x_bar = 0.0
        for w in reversed(weights):
            x_bar += w * values_bar.pop()
    return float(x_bar)
