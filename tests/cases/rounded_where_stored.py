"""Maxima rounded where they are stored: what attained them is not read from there."""

import numpy as np


def rounded_where_stored(x, y):
    peaks = np.zeros(len(x) - 1, dtype=np.float32)
    for i in range(len(x) - 1):
        peaks[i] = np.max(x[i : i + 2] / 3)
    peaks[-1] = max(x[0] * y, x[1], y / 7)
    return np.sum(peaks * x[1:])


WRT = ("x", "y")
LIKE = True
TOLERANCE = 1e-4
TRANSPOSED = 1e-4


def samples(rng):
    return [(rng.random(4), 0.9)]


# --- expected ---
import numpy as np


def rounded_where_stored_grad(x, y):
    """Gradient of `rounded_where_stored` with respect to x and y."""
    peaks = np.zeros(len(x) - 1, dtype=np.float32)
    for i in range(len(x) - 1):
        peaks[i] = np.max(x[i : i + 2] / 3)
    max_value = max(x[0] * y, x[1], y / 7)
    peaks[-1] = max_value

    # Reverse sweep
    peaks_bar = x[1:]  # return np.sum(peaks * x[1:])
    x_bar = np.zeros_like(x)
    x_bar[1:] = peaks
    # peaks[-1] = max(x[0] * y, x[1], y / 7)
    share = peaks_bar[-1] / ([x[0] * y, x[1], y / 7].count(max_value) or 1)
    product_bar = (x[0] * y == max_value) * share
    x_bar[0] = y * product_bar
    y_bar = x[0] * product_bar + (y / 7 == max_value) * share / 7
    x_bar[1] += (x[1] == max_value) * share
    peaks_bar = peaks_bar.copy()
    peaks_bar[-1] = 0.0
    for i in reversed(range(len(x) - 1)):
        top = x[i : i + 2] / 3 == np.max(x[i : i + 2] / 3)  # peaks[i] = np.max(...)
        x_bar[i : i + 2] += top * peaks_bar[i] / np.sum(top) / 3
    return np.asarray(x_bar, dtype=x.dtype), float(y_bar)
