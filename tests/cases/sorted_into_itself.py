"""Two parameters are one array, and one is overwritten with a function of the other.

The reverse reads both what stands there afterwards and what stood there before.
"""

import numpy as np


def order(u, v):
    u[:] = np.sort(v)
    return v[0] * v[1]


def sorted_into_itself(x):
    y = 2.0 * x
    s = order(y, y)
    return s - np.max(y) * y[2]


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4),)]


# --- expected ---
import numpy as np


def sorted_into_itself_grad(x):
    """Gradient of `sorted_into_itself` with respect to x."""
    y = 2.0 * x
    y_bar = np.zeros_like(y)
    _s, saved = order_forward(y, y, y_bar, y_bar)
    max_y = np.max(y)

    # Reverse sweep
    top = y == max_y  # return s - np.max(y) * y[2]
    y_bar -= top * y[2] / np.sum(top)
    y_bar[2] -= max_y
    order_reverse(y, y, saved, y_bar, y_bar, 1.0)  # s = order(y, y)
    x_bar = 2.0 * y_bar  # y = 2.0 * x
    return x_bar


def order_forward(u, v, u_bar, v_bar):
    u_old = u[:].copy()
    u[:] = np.sort(v)
    return v[0] * v[1], u_old


def order_reverse(u, v, u_old, u_bar, v_bar, ans_bar):
    v_bar[0] += v[1] * ans_bar  # return v[0] * v[1]
    v_bar[1] += v[0] * ans_bar
    ans_u = u[:].copy()  # u[:] = np.sort(v)
    u[:] = u_old
    u_section_bar = u_bar[:].copy()
    u_bar[:] = 0.0
    v_bar += np.take_along_axis(
        shared_among_equals(ans_u, u_section_bar, -1), np.argsort(np.argsort(v)), -1
    )


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
