"""Lists of numbers where NumPy takes arrays."""

import numpy as np


def lists_for_arrays(xs, y):
    total = np.sum(np.square(xs)) + np.max(xs) * np.prod(xs)
    total += np.dot(xs, [y, 1.0, y * y])
    return total + np.sum(np.where(np.array(xs) > 1.5, xs, y)) + np.maximum(xs, y).sum()


WRT = ("xs", "y")


def samples(rng):
    return [([0.4, 1.0, 2.5], 0.7)]


# --- expected ---
import math

import numpy as np


def lists_for_arrays_grad(xs, y):
    """Gradient of `lists_for_arrays` with respect to xs and y."""
    array_xs2 = np.array(xs)
    square_xs = np.square(xs)
    array = np.array([y, 1.0, y * y])
    array_xs = np.array(xs)
    maximum_xs = np.maximum(xs, y)
    value = np.array(xs) > 1.5
    where = np.where(value, xs, y)

    # Reverse sweep
    # return total + np.sum(np.where(np.array(xs) > 1.5, xs, y)) + np.maximum(...).sum()
    xs_bar = list(
        unbroadcast(np.broadcast_to(np.where(value, 1.0, 0), np.shape(where)), array_xs)
    )
    xs_bar = [
        a + b
        for a, b in zip(
            xs_bar,
            list(
                unbroadcast(
                    np.broadcast_to(
                        np.where(array_xs == y, 0.5, (array_xs > y) * 1.0),
                        np.shape(maximum_xs),
                    ),
                    array_xs,
                )
            ),
            strict=True,
        )
    ]
    total_bar = 1.0
    y_bar = np.sum(np.broadcast_to(np.where(value, 0, 1.0), np.shape(where))) + np.sum(
        np.broadcast_to(
            np.where(array_xs == y, 0.5, (y > array_xs) * 1.0), np.shape(maximum_xs)
        )
    )
    y_bar2, _, product_bar = total_bar * np.array(xs)  # total += np.dot(...)
    xs_bar = [a + b for a, b in zip(xs_bar, list(total_bar * array), strict=True)]
    y_bar += y_bar2 + 2 * y * product_bar
    total_bar = np.sum(total_bar)
    top = array_xs2 == np.max(xs)  # total = np.sum(...) + np.max(xs) * np.prod(xs)
    xs_bar = [
        a + b
        for a, b in zip(
            xs_bar,
            list(
                unbroadcast(
                    np.broadcast_to(2 * array_xs2 * total_bar, np.shape(square_xs)),
                    array_xs2,
                )
            ),
            strict=True,
        )
    ]
    xs_bar = [
        a + b
        for a, b in zip(
            xs_bar, list(top * (np.prod(xs) * total_bar) / np.sum(top)), strict=True
        )
    ]
    xs_bar = [
        a + b
        for a, b in zip(
            xs_bar,
            list(others_along(array_xs2, None) * (np.max(xs) * total_bar)),
            strict=True,
        )
    ]
    return xs_bar, float(y_bar)


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


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
