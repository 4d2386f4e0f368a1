"""Cross products in the plane, in space, and of one with the other."""

import numpy as np

LIKE = True
WRT = ("corners", "force", "lever", "centre")


def cross_of_two(corners, force, lever, centre):
    area = 0.0
    for k in range(1, len(corners) - 1):
        area += 0.5 * np.cross(corners[k] - corners[0], corners[k + 1] - corners[0])
    turns = np.cross(corners - centre, np.roll(corners, -1, axis=0) - centre)
    torque = np.cross(lever, force)
    return area**2 * np.sum(torque * np.cross(centre, lever)) + np.sum(np.sin(turns))


def samples(rng):
    return [
        (
            rng.normal(size=(5, 2)),
            rng.normal(size=3),
            rng.normal(size=3),
            rng.normal(size=2),
        )
    ]


# --- expected ---
import numpy as np


def cross_of_two_grad(corners, force, lever, centre):
    """Gradient of `cross_of_two` with respect to corners, force, lever and centre."""
    area = 0.0
    for k in range(1, len(corners) - 1):
        area += 0.5 * np.cross(corners[k] - corners[0], corners[k + 1] - corners[0])
    total = np.roll(corners, -1, axis=0) - centre
    turns = np.cross(corners - centre, total)
    torque = np.cross(lever, force)
    cross_centre = np.cross(centre, lever)

    # Reverse sweep
    product_bar = area**2  # return area**2 * np.sum(...) + np.sum(np.sin(turns))
    cross_centre_bar = torque * product_bar
    area_bar = 2 * area * (torque @ cross_centre)
    torque_bar = cross_centre * product_bar
    centre_bar = crossed_bar(cross_centre_bar, centre, lever)
    lever_bar = -crossed_bar(cross_centre_bar, lever, centre)
    turns_bar = np.cos(turns)
    lever_bar += np.cross(force, torque_bar)  # torque = np.cross(lever, force)
    force_bar = np.cross(torque_bar, lever)
    seeds = turns_bar[:, None]  # turns = np.cross(...)
    sum_bar = seeds * quarter_turned(total)
    sum_bar2 = -seeds * quarter_turned(corners - centre)
    corners_bar = sum_bar + np.roll(sum_bar2, 1, axis=0)
    centre_bar = centre_bar - (np.sum(sum_bar, axis=0) + np.sum(sum_bar2, axis=0))
    for k in reversed(range(1, len(corners) - 1)):
        cross_bar = 0.5 * area_bar  # area += 0.5 * np.cross(...)
        sum_bar3 = cross_bar * quarter_turned(corners[k + 1] - corners[0])
        sum_bar4 = -cross_bar * quarter_turned(corners[k] - corners[0])
        corners_bar[k] += sum_bar3
        corners_bar[0] -= sum_bar3 + sum_bar4
        corners_bar[k + 1] += sum_bar4
    return corners_bar, force_bar, lever_bar, centre_bar


def crossed_bar(ans_bar, x, other):
    """The adjoint of x in x × other, which is a number where both are vectors of
    two.
    """
    if np.shape(x)[-1] == 2 and np.shape(other)[-1] == 2:
        x_bar = np.expand_dims(ans_bar, -1) * quarter_turned(other)
    else:
        x_bar = np.linalg.cross(in_space(other), ans_bar)[..., : np.shape(x)[-1]]
    return sum_to_shape(x_bar, np.shape(x))


def sum_to_shape(x, shape):
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x


def in_space(x):
    """The vectors of a cross product; those of two lie in the plane of the first two
    axes.
    """
    if np.shape(x)[-1] == 3:
        return x
    return np.concatenate((x, np.zeros_like(x[..., :1])), axis=-1)


def quarter_turned(x):
    """Vectors of two, turned clockwise."""
    return np.stack((x[..., 1], -x[..., 0]), axis=-1)
