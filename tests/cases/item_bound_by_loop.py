"""An item of a list that a loop replaces: its adjoint is a number between."""

import numpy as np


def scale(row, factor):
    row *= factor


def item_bound_by_loop(x, y, steps):
    kept = [x, y]
    for _ in range(steps):
        scale(kept[0], np.exp(-y))
        kept[-1] = np.concatenate((x[1:], x[:1]))
    return np.sum(y + kept[-1])


WRT = ("x", "y")


def samples(rng):
    x, y = rng.normal(size=3), rng.normal(size=3)
    return [(x, y, 2), (x, y, 0)]


# --- expected ---
import numpy as np


def item_bound_by_loop_grad(x, y, steps):
    """Gradient of `item_bound_by_loop` with respect to x and y."""
    saved_stack = []
    x_bar = np.zeros_like(x)
    x = x.copy()
    kept_x = x
    kept_x_bar = x_bar
    kept_y = y
    for _ in range(steps):
        saved = scale_forward(kept_x, np.exp(-y))
        saved_stack.append(saved)
        kept_y = np.concatenate((x[1:], x[:1]))

    # Reverse sweep
    y_bar = np.full(np.shape(y), 1.0)  # return np.sum(y + kept[-1])
    kept_y_bar = np.broadcast_to(1.0, np.shape(kept_y))
    for _ in reversed(range(steps)):
        kept_y = np.concatenate((x[1:], x[:1]))
        # kept[-1] = np.concatenate((x[1:], x[:1]))
        x_bar[1:] += np.broadcast_to(kept_y_bar, np.shape(kept_y))[: len(x[1:])]
        x_bar[:1] += np.broadcast_to(kept_y_bar, np.shape(kept_y))[len(x[1:]) :]
        saved = saved_stack.pop()
        factor_bar = scale_reverse(kept_x, saved, kept_x_bar)  # scale(...)
        y_bar -= np.exp(-y) * factor_bar
        kept_y_bar = 0.0
    y_bar += kept_y_bar  # kept = [x, y]
    x_bar = x_bar.copy()
    return x_bar, y_bar


def scale_forward(row, factor):
    row_old = row.copy()
    row *= factor
    return factor, row_old


def scale_reverse(row, saved, row_bar):
    factor, row_old = saved
    row[...] = row_old
    factor_bar = row * row_bar  # row *= factor
    row_bar[...] = factor * row_bar
    return factor_bar
