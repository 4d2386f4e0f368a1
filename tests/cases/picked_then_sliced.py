"""Elements that an array or a mask picks are a copy, of which parts are taken."""

import numpy as np


def picked_then_sliced(points, faces):
    first = points[faces][:, 0]
    edges = points[faces][:, 1] - first
    area = np.sum(edges**2) + points[points > 0.5][::2].sum()
    order = np.argsort(points[:, 0])
    return area * points[order][0, 1] + points[[0, 0, 1]][1:].prod()


WRT = "points"


def samples(rng):
    return [(rng.uniform(size=(4, 2)), np.array([[0, 1], [2, 3], [1, 0]]))]


# --- expected ---
import math

import numpy as np


def picked_then_sliced_grad(points, faces):
    """Gradient of `picked_then_sliced` with respect to points."""
    first = points[faces][:, 0]
    edges = points[faces][:, 1] - first
    points2 = points[points > 0.5]
    area = np.sum(edges**2) + points2[::2].sum()
    order = np.argsort(points[:, 0])

    # Reverse sweep
    points_bar3 = np.zeros_like(points)  # return area * points[...][...] + ...
    points_bar3[0, 1] = area
    points_bar2 = np.zeros_like(points[[0, 0, 1]])
    points_bar2[1:] = others_along(points[[0, 0, 1]][1:], None) * 1.0
    area_bar = points[order][0, 1]
    points_bar = np.zeros_like(points)
    points_bar[order] = points_bar3
    np.add.at(points_bar, [0, 0, 1], points_bar2)
    points_bar4 = np.zeros_like(points2)  # area = np.sum(...) + points[...][::2].sum()
    points_bar4[::2] = area_bar
    edges_bar = 2 * edges * area_bar
    points_bar[points > 0.5] += points_bar4
    points_bar5 = np.zeros_like(points[faces])  # edges = points[faces][:, 1] - first
    points_bar5[:, 1] = edges_bar
    np.add.at(points_bar, faces, points_bar5)
    first_bar = -edges_bar
    points_bar6 = np.zeros_like(points[faces])  # first = points[faces][:, 0]
    points_bar6[:, 0] = first_bar
    np.add.at(points_bar, faces, points_bar6)
    return points_bar


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
