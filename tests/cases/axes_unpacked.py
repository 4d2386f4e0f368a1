"""Axes and lengths given one by one by a star, of which the number is not known."""

import numpy as np


def axes_unpacked(x, y, axes):
    turned = x.transpose(*axes) * y
    back = np.sin(turned).transpose(*reversed(range(x.ndim)))
    return np.sum(back.reshape(*x.shape[:1], -1) ** 2)


WRT = ("x", "y")


def samples(rng):
    x = rng.normal(size=(2, 3, 2))
    return [(x, rng.normal(size=(2, 3, 2)), [2, 1, 0])]


# --- expected ---
import numpy as np


def axes_unpacked_grad(x, y, axes):
    """Gradient of `axes_unpacked` with respect to x and y."""
    value2 = (*axes,)
    transpose = x.transpose(*axes)
    turned = transpose * y
    value = (*reversed(range(x.ndim)),)
    back = np.sin(turned).transpose(*reversed(range(x.ndim)))

    # Reverse sweep
    # return np.sum(back.reshape(*x.shape[:1], -1) ** 2)
    back_bar = np.reshape(2 * back.reshape(x.shape[:1][0], -1), np.shape(back))
    # back = np.sin(turned).transpose(*reversed(range(x.ndim)))
    turned_bar = np.cos(turned) * np.transpose(
        back_bar, np.argsort([i % len(value) for i in value])
    )
    # turned = x.transpose(*axes) * y
    x_bar = np.transpose(
        unbroadcast(y * turned_bar, transpose),
        np.argsort([i % len(value2) for i in value2]),
    ).copy()
    y_bar = unbroadcast(transpose * turned_bar, y)
    return x_bar, y_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
