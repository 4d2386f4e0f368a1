"""NumPy scalars that are indexed as arrays of no axes: by (), None, ... and a mask."""

import numpy as np


def scalars_indexed(x):
    total = np.sum(x * x)
    level = x[0]
    kept = level > 0.0
    row = total[None, np.newaxis] * x
    return np.sum(row) * total[()] + np.sum(level[kept] ** 2) * total[...]


WRT = "x"


def samples(rng):
    return [(np.array([1.3, 0.7, -0.4]),), (np.array([-1.3, 0.7, 0.4]),)]


# --- expected ---
import numpy as np


def scalars_indexed_grad(x):
    """Gradient of `scalars_indexed` with respect to x."""
    total = np.sum(x * x)
    level = x[0]
    kept = level > 0.0
    reshape_total = np.reshape(total, (1, 1))
    row = reshape_total * x
    asarray_level2 = np.asarray(level)
    asarray_total = np.asarray(total)
    asarray_level = asarray_level2[kept]

    # Reverse sweep
    level_bar = np.zeros_like(asarray_level2)  # return np.sum(row) * total[()] + ...
    level_bar[kept] = 2 * asarray_level * asarray_total
    asarray_total_bar = np.zeros_like(asarray_total)
    asarray_total_bar[...] = np.sum(asarray_level**2)
    row_bar = np.broadcast_to(total, np.shape(row))
    total_bar = np.sum(row) + asarray_total_bar
    total_bar += np.reshape(np.sum(x * row_bar, axis=1, keepdims=True), ())  # row = ...
    x_bar = np.sum(reshape_total * row_bar, axis=0)
    x_bar[0] += level_bar  # level = x[0]
    x_bar += 2 * x * total_bar  # total = np.sum(x * x)
    return x_bar
