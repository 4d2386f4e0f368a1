"""Loops whose bodies give the loop's own variable another value."""


def loop_variable_rebound(x, rate):
    total = 1.0
    for k in range(len(x)):
        total = total * rate + x[k]
        if x[k] > 0.5:
            k = 2 * k + 1
        total = total * k + rate
        k += 1
        total = total + k * rate * x[k % 3]
    return total * k


WRT = ("x", "rate")


def samples(rng):
    return [(rng.uniform(0.1, 0.9, size=4), 0.6)]


# --- expected ---
import numpy as np


def loop_variable_rebound_grad(x, rate):
    """Gradient of `loop_variable_rebound` with respect to x and rate."""
    total_stack = []
    total = 1.0
    for k in range(len(x)):
        total_stack.append(total)
        total = total * rate + x[k]
        condition = x[k] > 0.5
        if condition:
            k = 2 * k + 1
        total = total * k + rate
        k += 1
        total = total + k * rate * x[k % 3]

    # Reverse sweep
    total_bar = k * 1.0  # return total * k
    rate_bar = 0.0
    x_bar = np.zeros_like(x)
    for k in reversed(range(len(x))):
        total = total_stack.pop()
        condition = x[k] > 0.5
        if condition:
            k_old = k
            k = 2 * k + 1
        k_old2 = k
        k += 1
        rate_bar += k * x[k % 3] * total_bar  # total = total + k * rate * x[k % 3]
        x_bar[k % 3] += k * rate * total_bar
        k = k_old2
        rate_bar += total_bar  # total = total * k + rate
        total_bar = k * total_bar
        if condition:
            k = k_old
        rate_bar += total * total_bar  # total = total * rate + x[k]
        x_bar[k] += total_bar
        total_bar = rate * total_bar
    return x_bar, float(rate_bar)
