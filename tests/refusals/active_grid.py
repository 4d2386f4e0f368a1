"""A grid between bounds that are differentiated."""

import numpy as np


def active_grid(x):
    grid = np.mgrid[0 : x[0] : 3j]
    return np.sum(grid**2)


WRT = "x"


def samples(rng):
    return [(rng.uniform(size=3),)]


# --- expected ---
# active_grid.py:7:12: np.mgrid between active bounds - write a + (b - a) * np.linspace(0.0, 1.0, n) and np.meshgrid
#     grid = np.mgrid[0 : x[0] : 3j]
#            ^
