"""Helpers of the same module, called twice with different active arguments."""

import numpy as np


def wave(x, k):
    return np.sin(k * x) * x


def helper_calls(x, k):
    a = wave(x, 2.0)
    b = wave(a, k)
    return a * b


WRT = ("x", "k")


def samples(rng):
    return [(0.7, 1.3), (-0.4, 0.2)]


# --- expected ---
import numpy as np

from tests.cases import helper_calls  # isort: skip


def helper_calls_grad(x, k):
    """Gradient of `helper_calls` with respect to x and k."""
    a = helper_calls.wave(x, 2.0)
    b = helper_calls.wave(a, k)

    # Reverse sweep
    b_bar = a  # return a * b
    x_bar2, k_bar = wave_reverse(a, k, b_bar)  # b = wave(a, k)
    a_bar = b + x_bar2
    x_bar = wave_reverse2(x, 2.0, a_bar)  # a = wave(x, 2.0)
    return float(x_bar), float(k_bar)


def wave_reverse(x, k, ans_bar):
    # Reverse sweep
    product_bar = np.cos(k * x) * x * ans_bar  # return np.sin(k * x) * x
    k_bar = x * product_bar
    x_bar = k * product_bar + np.sin(k * x) * ans_bar
    return x_bar, k_bar


def wave_reverse2(x, k, ans_bar):
    # Reverse sweep
    x_bar = (k * np.cos(k * x) * x + np.sin(k * x)) * ans_bar  # return np.sin(...) * x
    return x_bar
