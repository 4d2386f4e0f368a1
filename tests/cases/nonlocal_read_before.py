"""A variable is read before a function is called that assigns it, in one expression."""


def nonlocal_read_before(x, rate):
    level = rate
    count = 0

    def step(value):
        nonlocal level, count
        level = level * value
        count += 1
        return level + rate

    total = level * step(x[0]) * level
    total = total + count * step(x[1])
    return total * level


WRT = ("x", "rate")


def samples(rng):
    return [(rng.normal(size=3), 0.4)]


# --- expected ---
import numpy as np


def nonlocal_read_before_grad(x, rate):
    """Gradient of `nonlocal_read_before` with respect to x and rate."""
    level = rate
    count = 0

    level_before = level
    level_old = level
    step_ans, level, count = step(x[0], level, count, rate)

    total = level_before * step_ans * level
    count_before = count
    level_old2 = level
    step_ans2, level, count = step(x[1], level, count, rate)
    total = total + count_before * step_ans2

    # Reverse sweep
    total_bar = level  # return total * level
    level_bar = total
    # total = total + count * step(x[1])
    value_bar, level_bar, rate_bar = step_reverse(
        x[1], level_old2, count_before * total_bar, level_bar
    )
    x_bar = np.zeros_like(x)
    x_bar[1] = value_bar
    product_bar = level_old2 * total_bar  # total = level * step(x[0]) * level
    step_ans_bar = level_before * product_bar
    level_bar += level_before * step_ans * total_bar
    value_bar2, level_bar, rate_bar2 = step_reverse(
        x[0], level_old, step_ans_bar, level_bar
    )
    x_bar[0] = value_bar2
    rate_bar += rate_bar2
    level_bar += step_ans * product_bar
    rate_bar += level_bar  # level = rate
    return x_bar, float(rate_bar)


def step_reverse(value, level, ans_0_bar, ans_1_bar):
    # Reverse sweep
    level_bar = ans_0_bar + ans_1_bar  # return level + rate
    rate_bar = ans_0_bar
    value_bar = level * level_bar  # level = level * value
    level_bar = value * level_bar
    return value_bar, level_bar, rate_bar


def step(value, level, count, rate):
    level = level * value
    count += 1
    return level + rate, level, count
