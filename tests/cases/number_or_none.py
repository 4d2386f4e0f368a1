"""Numbers that are None until there is one: behind `is None` they are what they are."""


def number_or_none(x, rate):
    before = average = peak = None
    total = 0.0
    for v in x:
        if before is not None:
            total += (v - before) ** 2 * rate
        average = v if average is None else rate * v + (1.0 - rate) * average
        if peak is None or average * v > peak:
            peak = average * v
        before = v
    return total * average + peak


WRT = ("x", "rate")


def samples(rng):
    return [(rng.uniform(0.5, 1.5, size=4), 0.3)]


# --- expected ---
import numpy as np


def number_or_none_grad(x, rate):
    """Gradient of `number_or_none` with respect to x and rate."""
    saved_stack = []
    before = None
    average = before
    peak = before
    total = 0.0
    for k in range(len(x)):
        saved_stack.append((before, average, peak))
        v = x[k]
        if before is not None:
            total += (v - before) ** 2 * rate
        condition = average is None
        average = v if condition else rate * v + (1.0 - rate) * average
        condition2 = peak is None or average * v > peak
        if condition2:
            peak = average * v
        before = v

    # Reverse sweep
    total_bar = average  # return total * average + peak
    average_bar = total
    peak_bar = 1.0
    before_bar = 0.0
    rate_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        before, average, peak = saved_stack.pop()
        v = x[k]
        condition = average is None
        if condition:
            average = v
        else:
            average_old = average
            average = rate * v + (1.0 - rate) * average
        condition2 = peak is None or average * v > peak
        v_bar = before_bar  # before = v
        if condition2:
            average_bar += v * peak_bar  # peak = average * v
            v_bar += average * peak_bar
            peak_bar = 0.0
        if condition:
            v_bar += average_bar  # average = v if average is None else rate * v + ...
            average_bar = 0.0
        else:
            average = average_old
            rate_bar += (v - average) * average_bar  # average = ...
            v_bar += rate * average_bar
            average_bar = (1.0 - rate) * average_bar
        if before is not None:
            sum_bar = 2 * (v - before) * rate * total_bar  # total += (...) ** 2 * rate
            v_bar += sum_bar
            before_bar = -sum_bar
            rate_bar += (v - before) ** 2 * total_bar
        else:
            before_bar = 0.0
        x_bar[k] = v_bar
    return x_bar, float(rate_bar)
