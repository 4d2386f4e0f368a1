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
import numpy as np


def list_append_grad(x, n):
    """Gradient of `list_append` with respect to x."""
    path = [x]
    for k in range(n):
        path.append(path[-1] * 0.9 + np.sin(path[-1]))

    # Reverse sweep
    path_bar = list(2 * np.array(path))  # return np.sum(...) + path[0] * path[n // 2]
    path_bar[0] += path[n // 2]
    path_bar[n // 2] += path[0]
    for k in reversed(range(n)):
        sum_bar = path_bar.pop()  # path.append(path[-1] * 0.9 + np.sin(path[-1]))
        path.pop()
        path_bar[-1] += (0.9 + np.cos(path[-1])) * sum_bar
    x_bar = path_bar[0]  # path = [x]
    return float(x_bar)
