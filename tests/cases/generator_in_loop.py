"""A loop over a generator function is the generator's own loop; a break leaves both."""


def smoothed(values, rate):
    """Each value, moved towards the one before."""
    level = values[0]
    for value in values[1:]:
        level = level + rate * (value - level)
        yield level


def generator_in_loop(x, rate):
    total = 0.0
    for level in smoothed(x, rate):
        if level > 1.5:
            break
        total += level * level
    return total


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=n), 0.3) for n in (1, 2, 5)] + [([0.1, 9.0, 1.0], 0.5)]


# --- expected ---
import numpy as np


def generator_in_loop_grad(x, rate):
    """Gradient of `generator_in_loop` with respect to x and rate."""
    level2_stack = []
    level2 = x[0]
    trips = 0
    for value in x[1:]:
        trips += 1  # counts the trips
        level2_stack.append(level2)
        level2 = level2 + rate * (value - level2)
        level = level2
        if level > 1.5:
            break

    # Reverse sweep
    level2_bar = 0.0
    rate_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(trips)):
        value = x[k + 1]
        level = level2
        level_bar = 0.0 if level > 1.5 else 2 * level  # total += level * level
        level2_bar += level_bar  # yield level
        level2 = level2_stack.pop()
        sum_bar = rate * level2_bar  # level = level + rate * (value - level)
        rate_bar += (value - level2) * level2_bar
        level2_bar = level2_bar - sum_bar
        x_bar[k + 1] = sum_bar
    x_bar[0] += level2_bar  # level = values[0]
    return x_bar, float(rate_bar)
