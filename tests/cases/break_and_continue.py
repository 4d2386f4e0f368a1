"""continue skips the negative, break ends at the first large one."""

import numpy as np


def break_and_continue(x):
    total = 1.0
    for i in range(len(x)):
        if x[i] < 0.0:
            continue
        if x[i] > 3.0:
            break
        total = total * x[i]
    return total + x[0]


WRT = "x"


def samples(rng):
    return [(np.array([0.5, -1.0, 2.0, 4.0, 1.5]),), (np.array([5.0, 1.0]),)]


# --- expected ---
