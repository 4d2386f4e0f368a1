"""Masks that have their names later, that change, or that pick whole rows."""

import numpy as np


def picked_and_changed(x, m):
    with np.errstate(all="ignore"):
        held = np.maximum(x, 0.0)
        root = np.sqrt(held)
        power = held**0.25
        inverse = 1.0 / (x + 2.0)
        roots = np.sqrt(np.maximum(m, 0.0))
    taken = x > 0.0
    some = x > 0.0
    size = np.sum(root[taken] ** 3) + np.sum(power[some] * inverse[some])
    some[1] = False
    rows = np.min(m, axis=1) > 0.0
    size = size + np.sum(roots[rows] ** 3)
    rows = rows & some
    return size * (1.0 + np.sum(rows))


WRT = ("x", "m")


def samples(rng):
    m = np.array([[0.5, 1.0, 2.0], [0.7, -1.0, 0.2], [0.1, 3.0, 0.4]])
    return [(np.array([-0.5, 0.7, 1.3]), m)]


# --- expected ---
import numpy as np


def picked_and_changed_grad(x, m):
    """Gradient of `picked_and_changed` with respect to x and m."""
    with np.errstate(all="ignore"):
        held = np.maximum(x, 0.0)
        root = np.sqrt(held)
        power = held**0.25
        inverse = 1.0 / (x + 2.0)
        roots = np.sqrt(np.maximum(m, 0.0))
    taken = x > 0.0
    some = x > 0.0
    product = power[some] * inverse[some]
    some_old = some[1]
    some[1] = False
    rows = np.min(m, axis=1) > 0.0
    rows_old = rows
    rows = rows & some

    # Reverse sweep
    size_bar = 1.0 + np.sum(rows)  # return size * (1.0 + np.sum(rows))
    roots_bar = np.zeros_like(roots)  # size = size + np.sum(roots[rows] ** 3)
    roots_bar[rows_old] = 3 * roots[rows_old] ** 2 * size_bar
    some[1] = some_old
    root_bar = np.zeros_like(root)  # size = np.sum(root[taken] ** 3) + np.sum(...)
    root_bar[taken] = 3 * root[taken] ** 2 * size_bar
    power_bar = np.zeros_like(power)
    power_bar[some] = unbroadcast(
        np.broadcast_to(inverse[some] * size_bar, np.shape(product)), power[some]
    )
    inverse_bar = np.zeros_like(inverse)
    inverse_bar[some] = unbroadcast(
        np.broadcast_to(power[some] * size_bar, np.shape(product)), inverse[some]
    )
    with np.errstate(all="ignore"):
        roots_asked = (roots_bar != 0.0) | (roots > 0.0)  # roots = np.sqrt(...)
        m_bar = (m > 0.0) * (0.5 / np.where(roots_asked, roots, 0.5) * roots_bar)
        inverse_asked = (inverse_bar != 0.0) | np.isfinite(inverse)  # inverse = ...
        x_bar = (
            -np.where(inverse_asked, inverse, 0.5)
            / np.where(inverse_asked, x + 2.0, 0.5)
            * inverse_bar
        )
        power_asked = (power_bar != 0.0) | (held > 0.0)  # power = held**0.25
        held_bar = 0.25 * np.where(power_asked, held, 0.5) ** -0.75 * power_bar
        # root = np.sqrt(held)
        held_bar += (
            0.5 / np.where((root_bar != 0.0) | (root > 0.0), root, 0.5) * root_bar
        )
        x_bar += (x > 0.0) * held_bar  # held = np.maximum(x, 0.0)
    return x_bar, m_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)
