"""Adjoints that are zero by chance, where others are zero because nothing was asked."""

import numpy as np


def zero_by_chance(x, y):
    with np.errstate(all="ignore"):
        held = np.maximum(x, 0.0)
        root = np.sqrt(held)
        either = (held + 1.0) ** y
        angle = np.arccos(np.minimum(x / 4.0, 1.0))
        taken = x > 0.0
        size = np.sum((root[taken] - 1.0) ** 2)
        size += np.sum((angle[x < 3.0] - angle[1]) ** 2)
        size += np.sum((either[taken] - 1.0) ** 2) + np.nansum(np.log(x) ** 2)
        return size + np.sum((y / (held + 1.0))[taken] * root[taken])


WRT = ("x", "y")


def samples(rng):
    return [(np.array([-0.25, 1.0, 0.5, 6.0]), np.array([0.5, 1.5, 0.0, -1.0]))]


# --- expected ---
import numpy as np


def zero_by_chance_grad(x, y):
    """Gradient of `zero_by_chance` with respect to x and y."""
    with np.errstate(all="ignore"):
        held = np.maximum(x, 0.0)
        root = np.sqrt(held)
        either = (held + 1.0) ** y
        minimum = np.minimum(x / 4.0, 1.0)
        angle = np.arccos(minimum)
        taken = x > 0.0
        total3 = root[taken] - 1.0
        total2 = angle[x < 3.0] - angle[1]
        log_x = np.log(x)
        total = either[taken] - 1.0
        power = log_x**2
        ratio = (y / (held + 1.0))[taken]
        product = ratio * root[taken]

    # Reverse sweep
    with np.errstate(all="ignore"):
        ratio_bar = np.zeros_like(y)  # return size + np.sum(...)
        ratio_bar[taken] = unbroadcast(
            np.broadcast_to(root[taken], np.shape(product)), ratio
        )
        where_taken = np.where(taken, held + 1.0, 0.5)
        y_bar = ratio_bar / where_taken
        held_bar = -np.where(taken, y, 0.5) / where_taken * y_bar
        root_bar = np.zeros_like(root)
        root_bar[taken] = unbroadcast(
            np.broadcast_to(ratio, np.shape(product)), root[taken]
        )
        power_bar = np.where(np.isnan(power), 0, 1.0)  # size += np.sum(...) + ...
        power_asked = (power_bar != 0.0) | np.isfinite(log_x)
        log_x_bar = 2 * np.where(power_asked, log_x, 0.5) * power_bar
        log_x_asked = (log_x_bar != 0.0) | (np.abs(x) > 0.0)
        either_bar = np.zeros_like(either)
        either_bar[taken] = 2 * total
        x_bar = log_x_bar / np.where(log_x_asked, x, 0.5)
        sum_bar = 2 * total2  # size += np.sum((angle[x < 3.0] - angle[1]) ** 2)
        angle_bar = np.zeros_like(angle)
        angle_bar[x < 3.0] = sum_bar
        angle_bar[1] -= np.sum(sum_bar)
        root_bar[taken] += 2 * total3  # size = np.sum((root[taken] - 1.0) ** 2)
        angle_asked = (angle_bar != 0.0) | (1 - minimum**2 > 0.0)  # angle = ...
        x_bar -= 0.25 * (
            (x / 4.0 < 1.0)
            * (angle_bar / np.sqrt(1 - np.where(angle_asked, minimum, 0.5) ** 2))
        )
        # either = (held + 1.0) ** y
        either_asked = (either_bar != 0.0) | np.isfinite(either) & (
            (held + 1.0 != 0.0) | (y >= 1.0)
        )
        where_either_asked = np.where(either_asked, held + 1.0, 0.5)
        where_either_asked2 = np.where(either_asked, y, 0.5)
        held_bar += (
            where_either_asked2
            * where_either_asked
            ** np.where((y != 0) | (held + 1.0 != 0), where_either_asked2 - 1, 1)
            * either_bar
        )
        y_bar += (
            np.log(np.where(held + 1.0 > 0, where_either_asked, 1))
            * np.where(either_asked, either, 0.5)
            * either_bar
        )
        # root = np.sqrt(held)
        held_bar += (
            0.5 / np.where((root_bar != 0.0) | (root > 0.0), root, 0.5) * root_bar
        )
        x_bar += (x > 0.0) * held_bar  # held = np.maximum(x, 0.0)
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
