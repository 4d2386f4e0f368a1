"""An array that puts its own elements in another order."""

import numpy as np


def partition_in_place(x, weights):
    y = x * x
    y.partition(2)
    z = x.copy()
    z.sort(kind="stable")
    return np.sum(np.sort(y[:2])) * y[2] + np.sum(weights * z)


WRT = ("x", "weights")


def samples(rng):
    return [(rng.normal(size=5), rng.normal(size=5))]


# --- expected ---
import numpy as np


def partition_in_place_grad(x, weights):
    """Gradient of `partition_in_place` with respect to x and weights."""
    y = x * x
    y_old = y.copy()
    y[...] = np.partition(y, 2, axis=-1)
    z = x.copy()
    z_old = z.copy()
    z[...] = np.sort(z, axis=-1, kind="stable")
    sort = np.sort(y[:2])

    # Reverse sweep
    y_bar = np.zeros_like(y)  # return np.sum(np.sort(y[:2])) * y[2] + np.sum(...)
    y_bar[:2] = np.take_along_axis(
        shared_among_equals(sort, np.broadcast_to(y[2], np.shape(sort)), -1),
        np.argsort(np.argsort(y[:2])),
        -1,
    )
    y_bar[2] = np.sum(sort)
    weights_bar = z.copy()
    z_bar = weights
    ans_z = z.copy()  # z.sort(kind="stable")
    z[...] = z_old
    z_section_bar = z_bar.copy()
    z_bar = z_bar.copy()
    z_bar[...] = 0.0
    z_bar += np.take_along_axis(
        shared_among_equals(ans_z, z_section_bar, -1), np.argsort(np.argsort(z)), -1
    )
    x_bar = z_bar  # z = x.copy()
    ans_y = y.copy()  # y.partition(2)
    y[...] = y_old
    y_section_bar = y_bar.copy()
    y_bar[...] = 0.0
    y_bar += partition_adjoint(y, -1, ans_y, y_section_bar)
    x_bar += 2 * x * y_bar  # y = x * x
    return x_bar, weights_bar


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


def partition_adjoint(a, axis, ans, ans_bar):
    last = -1 if axis is None else axis
    flat = np.ravel(a) if axis is None else a
    order = np.argsort(ans, axis=last)
    seed = np.take_along_axis(ans_bar, order, last)
    shared = shared_among_equals(np.take_along_axis(ans, order, last), seed, last)
    places = np.argsort(np.argsort(flat, axis=last), axis=last)
    a_bar = np.reshape(np.take_along_axis(shared, places, last), np.shape(a))
    return a_bar
