"""A captured variable is filled in from its cell."""

import numpy as np


def make(scale, weights):
    def captured(x):
        return scale * np.sum(weights * x * x)

    return captured


captured = make(2.0, np.array([1.0, -1.0]))

WRT = "x"


def samples(rng):
    return [(rng.normal(size=2),)]


# --- expected ---
