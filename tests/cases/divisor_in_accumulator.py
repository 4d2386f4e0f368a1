"""A divisor inside an accumulator: each trip reads its own old value."""


def divisor_in_accumulator(x):
    s = 0.0
    for i in range(len(x)):
        s += x[i] / (s * s + 1.0)
    return s


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def divisor_in_accumulator_grad(x):
    """Gradient of `divisor_in_accumulator` with respect to x."""
    s_stack = []
    s = 0.0
    for i in range(len(x)):
        s_stack.append(s)
        s += x[i] / (s * s + 1.0)

    # Reverse sweep
    s_bar = 1.0  # return s
    x_bar = np.zeros_like(x)
    for i in reversed(range(len(x))):
        s = s_stack.pop()
        product_bar = -x[i] / (s * s + 1.0) / (s * s + 1.0) * s_bar  # s += x[i] / (...)
        x_bar[i] = s_bar / (s * s + 1.0)
        s_bar = s_bar + 2 * s * product_bar
    return x_bar
