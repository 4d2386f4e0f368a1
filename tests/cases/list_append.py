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
    array_path = np.array(path)

    # Reverse sweep
    # return np.sum(np.array(path) ** 2) + path[0] * path[n // 2]
    path_bar = list(
        unbroadcast(
            np.broadcast_to(2 * array_path * 1.0, np.shape(array_path**2)), array_path
        )
    )
    path_bar[0] = path_bar[0] + path[n // 2]
    path_bar[n // 2] = path_bar[n // 2] + path[0]
    for k in reversed(range(n)):
        sum_bar = path_bar.pop()  # path.append(path[-1] * 0.9 + np.sin(path[-1]))
        path.pop()
        path_bar[-1] = path_bar[-1] + (0.9 + np.cos(path[-1])) * sum_bar
    x_bar = path_bar[0]  # path = [x]
    return float(x_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
