"""Cross products in a branch, and least squares put into a section."""

import numpy as np

WRT = ("turn", "points")


def turned(turn, point):
    angle = np.sqrt(np.sum(turn**2))
    if angle == 0.0:
        return point + np.cross(turn, point)
    axis = turn / angle
    across = np.cross(axis, point)
    return (
        point * np.cos(angle)
        + across * np.sin(angle)
        + axis * (axis @ point) * (1 - np.cos(angle))
    )


def rotated_points(turn, points, target):
    fit = np.zeros((3, 2))
    moved = np.array([turned(turn, p) for p in points])
    kept = np.array([True, False, True])
    fit[kept, 0] = np.linalg.lstsq(moved[:, kept], target, rcond=None)[0]
    return np.sum(fit**2) + np.sum(moved * points[::-1])


def samples(rng):
    return [(rng.normal(size=3), rng.normal(size=(4, 3)), rng.normal(size=4))]


# --- expected ---
import numpy as np

from tests.cases import rotated_points  # isort: skip


def rotated_points_grad(turn, points, target):
    """Gradient of `rotated_points` with respect to turn and points."""
    fit = np.zeros((3, 2))
    moved = np.array([rotated_points.turned(turn, p) for p in points])
    kept = np.array([True, False, True])
    lstsq2 = np.linalg.lstsq(moved[:, kept], target, rcond=None)
    lstsq = lstsq2[0]
    fit[kept, 0] = lstsq

    # Reverse sweep
    fit_bar = 2 * fit  # return np.sum(fit**2) + np.sum(moved * points[::-1])
    moved_bar = points[::-1].copy()
    points_bar = np.zeros_like(points)
    points_bar[::-1] = moved
    # fit[kept, 0] = np.linalg.lstsq(moved[:, kept], target, rcond=None)[0]
    moved_bar[:, kept] += lstsq_adjoint_a_0(
        moved[:, kept],
        target,
        lstsq2,
        (unbroadcast(fit_bar[kept, 0], lstsq), 0.0, 0.0, 0.0),
    )
    values_bar = list(moved_bar)  # moved = np.array([turned(turn, p) for p in points])
    turn_bar = np.zeros_like(turn)
    for k in reversed(range(len(points))):
        p = points[k]
        turn_bar2, p_bar = turned_reverse(turn, p, values_bar.pop())
        turn_bar += turn_bar2
        points_bar[k] += p_bar
    return turn_bar, points_bar


def turned_reverse(turn, point, ans_bar):
    angle = np.sqrt(np.sum(turn**2))
    if angle != 0.0:
        axis = turn / angle
        across = np.cross(axis, point)
        product = axis @ point
        total = 1 - np.cos(angle)

    # Reverse sweep
    if angle == 0.0:
        point_bar = ans_bar + np.cross(ans_bar, turn)  # return point + np.cross(...)
        turn_bar = np.cross(point, ans_bar)
        angle_bar = 0.0
    else:
        product_bar = total * ans_bar  # return point * np.cos(...) + across * ...
        product_bar2 = axis @ product_bar
        cos_angle = np.cos(angle)
        point_bar = cos_angle * ans_bar + product_bar2 * axis
        sin_angle = np.sin(angle)
        angle_bar = (
            cos_angle * np.sum(across * ans_bar)
            - sin_angle * np.sum(point * ans_bar)
            + sin_angle * np.sum(axis * product * ans_bar)
        )
        across_bar = sin_angle * ans_bar
        axis_bar = product * product_bar + product_bar2 * point
        axis_bar += np.cross(point, across_bar)  # across = np.cross(axis, point)
        point_bar += np.cross(across_bar, axis)
        turn_bar = axis_bar / angle  # axis = turn / angle
        angle_bar -= axis @ turn_bar
    turn_bar += turn * (angle_bar / angle)  # angle = np.sqrt(np.sum(turn**2))
    return turn_bar, point_bar


def unbroadcast(x_bar, x):
    """Sum `x_bar` over the axes along which `x` was broadcast."""
    shape = np.shape(x)
    if np.shape(x_bar) == shape:
        return x_bar
    x_bar = np.broadcast_to(x_bar, np.broadcast_shapes(np.shape(x_bar), shape))
    x_bar = np.sum(x_bar, axis=tuple(range(np.ndim(x_bar) - len(shape))))
    stretched = tuple(k for k, n in enumerate(shape) if n == 1)
    return np.sum(x_bar, axis=stretched, keepdims=True)


def lstsq_adjoint_a_0(a, b, ans, ans_bar):
    if np.iscomplexobj(a) or np.iscomplexobj(b):
        raise NotImplementedError("lstsq of complex numbers")
    inverse = np.linalg.pinv(a)
    x = np.reshape(ans[0], (np.shape(a)[1], -1))
    rest = np.reshape(b, (np.shape(a)[0], -1)) - a @ x
    x_bar = np.reshape(ans_bar[0], np.shape(x))
    columns_bar = inverse.T @ x_bar
    beside = x_bar - a.T @ columns_bar
    a_bar = (
        rest @ (inverse @ columns_bar).T - columns_bar @ x.T + inverse.T @ x @ beside.T
    )
    return a_bar
