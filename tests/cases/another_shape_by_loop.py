"""Arrays that a loop replaces by a number and by another shape, or not at all."""

import numpy as np


def another_shape_by_loop(x, y, z, steps):
    for step in steps:
        x = 0.5 * step
        y = steps - step
    if len(steps) > 1:
        z = 0.25
    return np.sum(x * steps) + np.sum(y * y) + np.sum(z)


WRT = ("x", "y", "z")


def samples(rng):
    x, y, z = rng.normal(size=(3, 1)), rng.normal(size=4), rng.normal(size=2)
    steps = rng.normal(size=3)
    return [(x, y, z, steps), (x, y, z, steps[:0]), (x, y, z, steps[:1])]


# --- expected ---
import numpy as np


def another_shape_by_loop_grad(x, y, z, steps):
    """Gradient of `another_shape_by_loop` with respect to x, y and z."""
    x_old = x
    y_old = y
    for step in steps:
        x = 0.5 * step
        y = steps - step
    if len(steps) > 1:
        z_old = z
        z = 0.25

    # Reverse sweep
    x_bar = unbroadcast(np.broadcast_to(steps, np.shape(x * steps)), x)  # return ...
    y_bar = 2 * y
    z_bar = np.broadcast_to(1.0, np.shape(z))
    if len(steps) > 1:
        z = z_old
        z_bar = np.zeros_like(z)
    for step in reversed(steps):
        x_bar = 0.0
        y_bar = 0.0
    x_bar = x_bar + np.zeros_like(x_old)
    y_bar = y_bar + np.zeros_like(y_old)
    z_bar = z_bar.copy()
    return x_bar, y_bar, z_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
