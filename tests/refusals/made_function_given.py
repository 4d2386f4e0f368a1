"""A function that another one makes is given to NumPy: of it there is only what it holds."""

import math

import numpy as np


def falling(rate):
    def value(t):
        return math.exp(-rate * t) - 0.5

    return value


def made_function_given(x, rate):
    half = np.vectorize(falling(rate))(np.ones(3))
    return np.sum(x * half)


WRT = "x"


def samples(rng):
    return [(rng.normal(size=3), 0.5)]


# --- expected ---
# made_function_given.py:16:25: a function that another one has made is given to one that is not the user's - make it outside of the function: f = made(...)
#     half = np.vectorize(falling(rate))(np.ones(3))
#                         ^
