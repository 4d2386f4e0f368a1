"""Products that are made in place, in a branch too, and gathered in a list."""

import numpy as np


def objectives_gathered(x, g, count):
    found = []
    for i in range(count):
        objective = 1.0 + g
        objective *= np.prod(np.cos(x[:, : count - 1 - i]), axis=1)
        if i > 0:
            objective *= np.sin(x[:, count - 1 - i])
        found.append(objective)
    return np.sum(np.column_stack(found) ** 2)


WRT = ("x", "g")


def samples(rng):
    return [(rng.normal(size=(4, 2)), rng.normal(size=4), 3)]


# --- expected ---
import math

import numpy as np


def objectives_gathered_grad(x, g, count):
    """Gradient of `objectives_gathered` with respect to x and g."""
    objective_stack = []
    objective_stack2 = []
    found = []
    for i in range(count):
        objective = 1.0 + g
        objective_stack.append(objective.copy())
        objective *= np.prod(np.cos(x[:, : count - 1 - i]), axis=1)
        if i > 0:
            objective_stack2.append(objective.copy())
            objective *= np.sin(x[:, count - 1 - i])
        found.append(objective)

    # Reverse sweep
    column_stack_found_bar = 2 * np.column_stack(found)  # return np.sum(...)
    parts = np.split(
        column_stack_found_bar,
        np.cumsum([np.shape(a)[1] if np.ndim(a) > 1 else 1 for a in found[:-1]]),
        axis=1,
    )
    found_bar = [np.reshape(parts[i], np.shape(found[i])) for i in range(len(found))]
    g_bar = np.zeros_like(g)
    x_bar = np.zeros_like(x)
    for i in reversed(range(count)):
        objective_bar = found_bar.pop()  # found.append(objective)
        if i > 0:
            objective = objective_stack2.pop()
            # objective *= np.sin(x[:, count - 1 - i])
            x_bar[:, count - 1 - i] += (
                np.cos(x[:, count - 1 - i]) * objective * objective_bar
            )
            objective_bar = np.sin(x[:, count - 1 - i]) * objective_bar
        objective = objective_stack.pop()
        cos = np.cos(x[:, : count - 1 - i])  # objective *= np.prod(...)
        x_bar[:, : count - 1 - i] -= np.sin(x[:, : count - 1 - i]) * (
            others_along(cos, 1) * (objective * objective_bar)[:, None]
        )
        objective_bar = np.prod(cos, axis=1) * objective_bar
        g_bar += objective_bar  # objective = 1.0 + g
    return x_bar, g_bar


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
