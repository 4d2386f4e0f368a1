"""Stores at slices whose bounds are computed: from the array itself, or by a call."""

import numpy as np

WRT = "x"


def slice_of_itself(x):
    y = x.copy()
    y[int(y[0]) :] = x[int(y[0]) :] ** 2
    y[max(0, 1) :].sort()
    np.multiply(y[abs(-1) :], 2.0, out=y[abs(-1) :])
    return np.sum(y * x)


def samples(rng):
    return [(np.array([1.2, 2.1, 3.4, 0.3]),)]


# --- expected ---
import numpy as np


def slice_of_itself_grad(x):
    """Gradient of `slice_of_itself` with respect to x."""
    y = x.copy()
    index2 = int(y[0])
    power = x[int(y[0]) :] ** 2
    y_old = y[index2:].copy()
    y[index2:] = power
    index = max(0, 1)
    y_old2 = y[index:].copy()
    y[index:] = np.sort(y[max(0, 1) :], axis=-1)
    y_old3 = y[abs(-1) :].copy()
    y[abs(-1) :] = np.multiply(y[abs(-1) :], 2.0)

    # Reverse sweep
    y_bar = x.copy()  # return np.sum(y * x)
    x_bar = y.copy()
    y[abs(-1) :] = y_old3
    y_bar[abs(-1) :] = 2.0 * y_bar[abs(-1) :]  # np.multiply(...)
    ans_y = y[index:].copy()  # y[max(0, 1) :].sort()
    y[index:] = y_old2
    y_section_bar = y_bar[index:].copy()
    y_bar[index:] = 0.0
    y_bar[max(0, 1) :] += np.take_along_axis(
        shared_among_equals(ans_y, y_section_bar, -1),
        np.argsort(np.argsort(y[max(0, 1) :])),
        -1,
    )
    y[index2:] = y_old
    # y[int(y[0]) :] = x[int(y[0]) :] ** 2
    x_bar[int(y[0]) :] += 2 * x[int(y[0]) :] * unbroadcast(y_bar[index2:], power)
    y_bar[index2:] = 0.0
    x_bar += y_bar  # y = x.copy()
    return x_bar


def shared_among_equals(sorted_, seed, axis):
    """The seed of a sorted array, the mean of it wherever entries along the axis are
    equal.
    """
    rows = np.moveaxis(sorted_, axis, -1)
    differs = rows[..., 1:] != rows[..., :-1]
    first = np.ones_like(rows[..., :1], dtype=bool)
    group = np.cumsum(np.concatenate((first, differs), axis=-1)) - 1
    seeds = np.ravel(np.moveaxis(seed, axis, -1))
    means = np.bincount(group, weights=np.real(seeds)) / np.bincount(group)
    if np.iscomplexobj(seed):
        means = means + 1j * np.bincount(group, weights=np.imag(seeds)) / np.bincount(
            group
        )
    return np.moveaxis(np.reshape(means[group], np.shape(rows)), -1, axis)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
