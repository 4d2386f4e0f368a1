"""An integral whose points move: its adjoint is a helper that is told the axis."""

import numpy as np


def area(ends):
    t = np.linspace(ends[0], ends[1], 5)
    y = np.exp(-t)
    return np.trapezoid(y, t)


WRT = ("ends",)


def samples(rng):
    return [(np.sort(rng.normal(size=2)),)]


# --- expected ---
import numpy as np


def area_grad(ends):
    """Gradient of `area` with respect to ends."""
    t = np.linspace(ends[0], ends[1], 5)
    y = np.exp(-t)

    # Reverse sweep
    y_bar, t_bar = trapezoid_adjoint_y_x(y, t, 1.0, -1, 1.0)  # return np.trapezoid(...)
    t_bar = t_bar - y * y_bar  # y = np.exp(-t)
    t2 = np.linspace(0, 1, 5)  # t = np.linspace(ends[0], ends[1], 5)
    ends_bar = np.zeros_like(ends)
    ends_bar[0] = np.sum((1 - t2) * t_bar)
    ends_bar[1] = np.sum(t2 * t_bar)
    return ends_bar


def trapezoid_adjoint_y_x(y, x, dx, axis, ans_bar):
    rows = np.moveaxis(y, axis, -1)
    seed = np.expand_dims(ans_bar, -1)
    if x is None:
        halves = 0.5 * dx * seed
        x_bar = 0.0
    else:
        points = x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1)
        halves = 0.5 * np.diff(points) * seed
        means = 0.5 * (rows[..., 1:] + rows[..., :-1]) * seed
        points_bar = np.zeros(np.shape(rows), dtype=means.dtype)
        points_bar[..., 1:] += means
        points_bar[..., :-1] -= means
        summed = sum_to_shape(points_bar, np.shape(points))
        x_bar = summed if np.ndim(x) == 1 else np.moveaxis(summed, -1, axis)
    rows_bar = np.zeros_like(rows)
    rows_bar[..., 1:] += halves
    rows_bar[..., :-1] += halves
    y_bar = np.moveaxis(rows_bar, -1, axis)
    return y_bar, x_bar


def sum_to_shape(x, shape):
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x
