"""Windows that slide over an array, and a new array that is taken apart and changed."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def windows(x, k):
    smooth = sliding_window_view(x, 3) @ k
    a, b = np.split(np.concatenate([smooth, k]), [4])
    a[1:] *= a[:-1]
    b += a[0]
    return np.sum(a * a) + np.sum(b**3)


WRT = ("x", "k")


def samples(rng):
    return [(rng.normal(size=6), rng.normal(size=3))]


# --- expected ---
import numpy as np
from numpy.lib import stride_tricks


def windows_grad(x, k):
    """Gradient of `windows` with respect to x and k."""
    sliding_window_view_x = stride_tricks.sliding_window_view(x, 3)
    smooth = sliding_window_view_x @ k
    whole = np.concatenate([smooth, k])
    whole_bar = np.zeros_like(whole)
    a, b = np.split(whole, [4])
    a_bar, b_bar = np.split(whole_bar, [4])
    a_old = a[1:].copy()
    a[1:] *= a[:-1]
    b_old = b.copy()
    b += a[0]

    # Reverse sweep
    a_bar += 2 * a  # return np.sum(a * a) + np.sum(b**3)
    b_bar += 3 * b**2
    b[...] = b_old
    a_bar[0] += np.sum(b_bar.copy())  # b += a[0]
    a[1:] = a_old
    a_section_bar = a_bar[1:].copy()  # a[1:] *= a[:-1]
    a_bar[1:] = a[:-1] * a_section_bar
    a_bar[:-1] += a[1:] * a_section_bar
    smooth_bar = whole_bar[: len(smooth)].copy()  # a, b = np.split(...)
    k_bar = whole_bar[len(smooth) :].copy()
    # smooth = sliding_window_view(x, 3) @ k
    x_bar = sliding_windows_adjoint(x, 3, None, np.outer(smooth_bar, k)).copy()
    k_bar += sliding_window_view_x.T @ smooth_bar
    return x_bar, k_bar


def sliding_windows_adjoint(x, window_shape, axis, ans_bar):
    flat_bar = np.zeros(np.size(x), dtype=ans_bar.dtype)
    numbers = np.reshape(np.arange(np.size(x)), np.shape(x))
    places = np.lib.stride_tricks.sliding_window_view(numbers, window_shape, axis)
    np.add.at(flat_bar, places, ans_bar)
    x_bar = np.reshape(flat_bar, np.shape(x))
    return x_bar
