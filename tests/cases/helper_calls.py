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
