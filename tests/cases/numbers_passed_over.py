"""Functions that pass over what is no number, or what they are not asked for."""

import numpy as np

WRT = ("x", "y")


def numbers_passed_over(x, y):
    with np.errstate(all="ignore"):
        level = np.log(x)
        root = np.sqrt(x)
        chosen = np.select([x > 1.0, x > 0.1], [root * y, level], 0.5)
        total = np.nansum(root * y) + np.nanmean(level) + np.nanmax(root)
        total += np.sum(np.nan_to_num(level) * y) + np.sum(level * y, where=x > 0.0)
        return total + np.sum(chosen) + np.sum(np.compress(x > 0.0, root))


def samples(rng):
    return [(np.array([0.5, -1.0, 4.0]), rng.normal(size=3))]


# --- expected ---
import numpy as np


def numbers_passed_over_grad(x, y):
    """Gradient of `numbers_passed_over` with respect to x and y."""
    with np.errstate(all="ignore"):
        level = np.log(x)
        root = np.sqrt(x)
        chosen = np.select([x > 1.0, x > 0.1], [root * y, level], 0.5)
        nanmax_root = np.nanmax(root)
        nan_to_num_level = np.nan_to_num(level)
        compress = np.compress(x > 0.0, root)

    # Reverse sweep
    with np.errstate(all="ignore"):
        chosen_bar = np.broadcast_to(1.0, np.shape(chosen))  # return total + ...
        root_bar = compress_adjoint(
            x > 0.0, root, None, np.broadcast_to(1.0, np.shape(compress))
        )
        product_bar = np.where(x > 0.0, 1.0, 0)  # total += np.sum(...) + np.sum(...)
        product_asked = (product_bar != 0.0) | np.isfinite(level)
        level_bar = np.isfinite(level) * y + y * product_bar
        y_bar = nan_to_num_level + np.where(product_asked, level, 0.5) * product_bar
        product_bar2 = np.where(np.isnan(root * y), 0, 1.0)  # total = ...
        product_asked2 = (product_bar2 != 0.0) | np.isfinite(root)
        kept = ~np.isnan(level)
        top = root == nanmax_root
        root_bar = root_bar + (y * product_bar2 + top / np.sum(top))
        y_bar += np.where(product_asked2, root, 0.5) * product_bar2
        level_bar += kept / np.sum(kept)
        which = np.select([x > 1.0, x > 0.1], [0, 1], 2)  # chosen = np.select(...)
        product_bar3 = sum_to_shape(
            np.where(which == 0, chosen_bar, 0), np.shape(root * y)
        )
        product_asked3 = (product_bar3 != 0.0) | np.isfinite(root)
        root_bar += y * product_bar3
        y_bar += np.where(product_asked3, root, 0.5) * product_bar3
        level_bar += sum_to_shape(np.where(which == 1, chosen_bar, 0), np.shape(level))
        # root = np.sqrt(x)
        x_bar = 0.5 / np.where((root_bar != 0.0) | (root > 0.0), root, 0.5) * root_bar
        # level = np.log(x)
        x_bar += level_bar / np.where((level_bar != 0.0) | (np.abs(x) > 0.0), x, 0.5)
    return x_bar, y_bar


def compress_adjoint(condition, a, axis, ans_bar):
    kept = np.flatnonzero(condition)
    if axis is None:
        flat_bar = np.zeros_like(np.ravel(a))
        np.add.at(flat_bar, kept, ans_bar)
        a_bar = np.reshape(flat_bar, np.shape(a))
    else:
        a_bar = np.zeros_like(a)
        where = (slice(None),) * (axis % np.ndim(a)) + (kept,)
        np.add.at(a_bar, where, ans_bar)
    return a_bar


def sum_to_shape(x, shape):
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x
