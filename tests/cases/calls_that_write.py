"""Calls that write into an array are the stores they stand for."""

import numpy as np


def calls_that_write(m, x):
    y = np.zeros(3)
    np.copyto(y, x * x)
    np.multiply(y, 0.5, out=y, where=x > 0.0)
    np.add.at(y, [0, 0, 2], x)
    y.sort()
    a = m * 1.0
    np.fill_diagonal(a, x)
    np.put_along_axis(a, np.array([[1], [2], [0]]), x[:, None], axis=1)
    a.flat[7] = y[0] * x[1]
    total = np.empty(3)
    np.sum(a * a, axis=0, out=total)
    return np.sum(total * y)


WRT = ("m", "x")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3))]


# --- expected ---
import numpy as np


def calls_that_write_grad(m, x):
    """Gradient of `calls_that_write` with respect to m and x."""
    y = np.zeros(3)
    y[...] = x * x
    y[...] = np.where(x > 0.0, np.multiply(y, 0.5), y)
    np.add.at(y, [0, 0, 2], x)
    y_old = y.copy()
    y[...] = np.sort(y, axis=-1)
    a = m * 1.0
    index = np.arange(len(a))
    index2 = np.arange(len(a))
    a[index, index2] = x
    index3 = np.reshape(np.arange(np.shape(np.array([[1], [2], [0]]))[0]), (-1, 1))
    index4 = np.array([[1], [2], [0]])
    a[index3, index4] = x[:, None]
    index5 = np.unravel_index(7, np.shape(a))
    a[index5] = y[0] * x[1]
    total = np.empty(3)
    total[...] = np.sum(a * a, axis=0)

    # Reverse sweep
    total_bar = y.copy()  # return np.sum(total * y)
    y_bar = total.copy()
    a_bar = 2 * a * total_bar  # np.sum(a * a, axis=0, out=total)
    y_bar[0] += x[1] * a_bar[index5]  # a.flat[7] = y[0] * x[1]
    x_bar = np.zeros_like(x)
    x_bar[1] = y[0] * a_bar[index5]
    a_bar[index5] = 0.0
    # np.put_along_axis(a, np.array([[1], [2], [0]]), x[:, None], axis=1)
    a_section_bar = np.where(
        last_written(a_bar, (index3, index4)), a_bar[index3, index4], 0.0
    )
    a_bar[index3, index4] = 0.0
    x_bar += a_section_bar[:, 0]
    x_bar += a_bar[index, index2]  # np.fill_diagonal(a, x)
    a_bar[index, index2] = 0.0
    m_bar = a_bar  # a = m * 1.0
    ans_y = y.copy()  # y.sort()
    y[...] = y_old
    y_section_bar = y_bar.copy()
    y_bar[...] = 0.0
    y_bar += np.take_along_axis(
        shared_among_equals(ans_y, y_section_bar, -1), np.argsort(np.argsort(y)), -1
    )
    x_bar += y_bar[[0, 0, 2]]  # np.add.at(y, [0, 0, 2], x)
    y_section_bar2 = y_bar.copy()  # np.multiply(y, 0.5, out=y, where=x > 0.0)
    y_bar[...] = 0.0
    y_bar += np.where(x > 0.0, 0.5 * y_section_bar2, y_section_bar2)
    x_bar += 2 * x * y_bar  # np.copyto(y, x * x)
    return m_bar, x_bar


def last_written(x, index):
    """Which elements of an assignment to `x[index]` are not overwritten by later
    ones of it.
    """
    order = np.arange(np.size(x[index])).reshape(np.shape(x[index]))
    last = np.zeros(np.shape(x), dtype=int)
    last[index] = order
    return last[index] == order


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
