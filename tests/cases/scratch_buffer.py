"""A scratch array made of constants carries active values through a loop."""

import numpy as np


def scratch_buffer(x):
    tmp = np.zeros(1)
    tmp[0] = 1.0
    for i in range(len(x)):
        tmp[0] *= x[i]
    return tmp[0]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
