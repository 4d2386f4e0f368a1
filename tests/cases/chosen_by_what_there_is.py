"""A function by one name of NumPy's or by another, weights where they are given."""

import numpy as np


def chosen_by_what_there_is(x, weights):
    area = np.trapezoid if hasattr(np, "trapezoid") else np.trapz
    scale = np.ones_like(x) if weights is None else np.asarray(weights)
    return area(scale * x**2) * (1.0 if weights is None else weights[0])


WRT = "x"


def samples(rng):
    return [(rng.normal(size=4), None), (rng.normal(size=3), [1.0, 2.0, 0.5])]


# --- expected ---
import numpy as np


def chosen_by_what_there_is_grad(x, weights):
    """Gradient of `chosen_by_what_there_is` with respect to x."""
    scale = np.ones_like(x)

    # Reverse sweep
    # return area(scale * x**2) * (1.0 if weights is None else weights[0])
    x_bar = 2 * x * (scale * trapezoid_adjoint_y(scale * x**2, None, 1.0, -1, 1.0))
    return x_bar


def trapezoid_adjoint_y(y, x, dx, axis, ans_bar):
    rows = np.moveaxis(y, axis, -1)
    seed = np.expand_dims(ans_bar, -1)
    if x is None:
        halves = 0.5 * dx * seed
    else:
        points = x if np.ndim(x) == 1 else np.moveaxis(x, axis, -1)
        halves = 0.5 * np.diff(points) * seed
    rows_bar = np.zeros_like(rows)
    rows_bar[..., 1:] += halves
    rows_bar[..., :-1] += halves
    y_bar = np.moveaxis(rows_bar, -1, axis)
    return y_bar
