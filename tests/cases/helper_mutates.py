"""A helper that changes its argument and returns nothing."""

import numpy as np

from tests.cases._physics import relax


def helper_mutates(x, rate, n):
    y = x * x
    for k in range(n):
        relax(y, rate)
    return np.sum(y * x)


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=5), 0.3, 3), (rng.normal(size=5), 0.3, 0)]


# --- expected ---
def helper_mutates_grad(x, rate, n):
    """Gradient of `helper_mutates` with respect to x and rate."""
    saved_stack = []
    y = x * x
    for k in range(n):
        saved = relax_forward(y, rate)
        saved_stack.append(saved)

    # Reverse sweep
    y_bar = x.copy()  # return np.sum(y * x)
    x_bar = y.copy()
    rate_bar = 0.0
    for k in reversed(range(n)):
        saved = saved_stack.pop()
        rate_bar += relax_reverse(rate, saved, y_bar)  # relax(y, rate)
    x_bar += 2 * x * y_bar  # y = x * x
    return x_bar, float(rate_bar)


def relax_forward(positions, rate):
    total = positions[:-2] - 2.0 * positions[1:-1] + positions[2:]
    positions[1:-1] += rate * total
    return total


def relax_reverse(rate, total, positions_bar):
    positions_section_bar = positions_bar[1:-1].copy()  # positions[1:-1] += rate * ...
    sum_bar = rate * positions_section_bar
    positions_bar[1:-1] = positions_section_bar - 2.0 * sum_bar
    rate_bar = total @ positions_section_bar
    positions_bar[:-2] += sum_bar
    positions_bar[2:] += sum_bar
    return rate_bar
