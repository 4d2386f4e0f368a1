"""Windows that slide over a signal, and a filter of SciPy after them."""

import numpy as np
from scipy import signal


def moving_average(x, damping):
    windows = np.lib.stride_tricks.sliding_window_view(x, 3)
    smooth = np.mean(windows, axis=-1)
    return np.sum(signal.lfilter([1.0], np.array([1.0, -damping]), smooth) ** 2)


WRT = ("x", "damping")


def samples(rng):
    return [(rng.normal(size=7), 0.4), (rng.normal(size=3), -0.2)]


# --- expected ---
import numpy as np
from scipy import signal


def moving_average_grad(x, damping):
    """Gradient of `moving_average` with respect to x and damping."""
    windows = np.lib.stride_tricks.sliding_window_view(x, 3)
    smooth = np.mean(windows, axis=-1)
    array2 = np.array([1.0])
    array = np.array([1.0, -damping])
    lfilter = signal.lfilter([1.0], array, smooth)

    # Reverse sweep
    lfilter_bar = 2 * lfilter  # return np.sum(...)
    _, damping_bar2 = -delayed_products(
        signal.lfilter([1.0], array, lfilter, -1), lfilter_bar, len(array), -1
    )
    damping_bar = -damping_bar2
    smooth_bar = np.flip(
        signal.lfilter(array2, array, np.flip(lfilter_bar, -1), -1), -1
    )
    # smooth = np.mean(windows, axis=-1)
    windows_bar = np.broadcast_to(
        smooth_bar[:, None] / np.shape(windows)[-1], np.shape(windows)
    )
    x_bar = sliding_windows_adjoint(x, 3, None, windows_bar).copy()  # windows = ...
    return x_bar, float(damping_bar)


def delayed_products(x, seed, count, axis):
    """At k, the sum of the seed times what was in x k entries before, along an axis."""
    rows, seed = np.moveaxis(x, axis, -1), np.moveaxis(seed, axis, -1)
    n = np.shape(rows)[-1]
    return np.stack(
        [np.sum(seed[..., k:] * rows[..., : max(n - k, 0)]) for k in range(count)]
    )


def sliding_windows_adjoint(x, window_shape, axis, ans_bar):
    flat_bar = np.zeros(np.size(x), dtype=ans_bar.dtype)
    numbers = np.reshape(np.arange(np.size(x)), np.shape(x))
    places = np.lib.stride_tricks.sliding_window_view(numbers, window_shape, axis)
    np.add.at(flat_bar, places, ans_bar)
    x_bar = np.reshape(flat_bar, np.shape(x))
    return x_bar
