"""Values appended in a loop, then used as a list and as an array."""

import numpy as np


def list_append(x, n):
    path = [x]
    for k in range(n):
        path.append(path[-1] * 0.9 + np.sin(path[-1]))
    return np.sum(np.array(path) ** 2) + path[0] * path[n // 2]


WRT = "x"


def samples(rng):
    return [(0.5, 4), (0.5, 0)]


# --- expected ---
# list_append.py:9:9: .append() on a list - build an array of known size and assign to its elements
#         path.append(path[-1] * 0.9 + np.sin(path[-1]))
#         ^
