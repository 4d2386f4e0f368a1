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
