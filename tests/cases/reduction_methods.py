"""The same reductions as methods of an array."""


def reduction_methods(m, axis):
    a = m - m.mean(axis=axis, keepdims=True)
    b = (a * m).sum(axis=axis)
    return (b**2).sum() + m.prod() + m.T.dot(m).mean()


WRT = "m"


def samples(rng):
    return [(rng.normal(size=(3, 2)), 0), (rng.normal(size=(3, 2)), -1)]


# --- expected ---
import math

import numpy as np


def reduction_methods_grad(m, axis):
    """Gradient of `reduction_methods` with respect to m."""
    mean = m.mean(axis=axis, keepdims=True)
    a = m - mean
    b = (a * m).sum(axis=axis)
    dot_m = m.T.dot(m)

    # Reverse sweep
    dot_m_bar = np.broadcast_to(1.0 / np.size(dot_m), np.shape(dot_m))  # return ...
    b_bar = 2 * b
    m_bar = others_along(m, None) * 1.0 + m @ dot_m_bar.T + m @ dot_m_bar
    product_bar = np.expand_dims(b_bar, axis)  # b = (a * m).sum(axis=axis)
    a_bar = unbroadcast(np.broadcast_to(m * product_bar, np.shape(a * m)), a)
    m_bar += unbroadcast(np.broadcast_to(a * product_bar, np.shape(a * m)), m)
    # a = m - m.mean(axis=axis, keepdims=True)
    m_bar += unbroadcast(a_bar, m) + unbroadcast(-a_bar, mean) / np.shape(m)[axis]
    return m_bar


def others_along(a, axis):
    """For each entry, the product of all the others along the axis."""
    return rows_back(others(rows_along(a, axis)), np.shape(a), axis)


def rows_back(rows, shape, axis):
    """The array of this shape whose rows along the axes these are."""
    if axis is None:
        return np.reshape(rows, shape)
    axes = axis if isinstance(axis, tuple) else (axis,)
    lengths = tuple(shape[i] for i in axes)
    moved = np.reshape(rows, np.shape(rows)[:-1] + lengths)
    return np.moveaxis(moved, tuple(range(-len(axes), 0)), axes)


def others(rows):
    """For each entry, the product of all the others in its row."""
    ones = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate((ones, rows[..., :-1]), axis=-1), axis=-1)
    after = np.cumprod(np.concatenate((ones, rows[..., :0:-1]), axis=-1), axis=-1)
    return before * after[..., ::-1]


def rows_along(a, axis):
    """The array with the axes moved to the end and made one; None stands for all of
    them.
    """
    if axis is None:
        return np.ravel(a)
    axes = axis if isinstance(axis, tuple) else (axis,)
    moved = np.moveaxis(a, axes, tuple(range(-len(axes), 0)))
    kept = np.ndim(a) - len(axes)
    return np.reshape(
        moved, (*np.shape(moved)[:kept], math.prod(np.shape(moved)[kept:]))
    )


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
