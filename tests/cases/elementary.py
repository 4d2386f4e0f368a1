"""Elementary functions of a float, from math and from numpy."""

import math

import numpy as np


def elementary(x):
    a = math.sin(x) * np.cos(x) + math.exp(-x)
    b = np.log(x) + math.sqrt(x) + np.tanh(x)
    c = np.arctan2(x, 2.0) + np.hypot(x, 1.0) + np.log1p(x) + np.expm1(x)
    return a * b + c / math.pi


WRT = "x"


def samples(rng):
    return [(0.8,), (2.5,)]


# --- expected ---
import math

import numpy as np


def elementary_grad(x):
    """Gradient of `elementary` with respect to x."""
    a = math.sin(x) * np.cos(x) + math.exp(-x)
    b = np.log(x) + math.sqrt(x) + np.tanh(x)

    # Reverse sweep
    a_bar = b  # return a * b + c / math.pi
    b_bar = a
    c_bar = 1 / math.pi
    square = 4.0 + x**2  # c = np.arctan2(...) + np.hypot(...) + np.log1p(x) + ...
    hypot_x = np.hypot(x, 1.0)
    x_bar = (
        (2.0 / np.where(square == 0, 1, square) + np.exp(x)) * c_bar
        + x / np.where(hypot_x == 0, 1, hypot_x) * c_bar
        + c_bar / (1 + x)
    )
    x_bar += b_bar / x + (0.5 / math.sqrt(x) + (1 - np.tanh(x) ** 2)) * b_bar  # b = ...
    # a = math.sin(x) * np.cos(x) + math.exp(-x)
    x_bar += (math.cos(x) * np.cos(x) - np.sin(x) * math.sin(x) - math.exp(-x)) * a_bar
    return float(x_bar)
