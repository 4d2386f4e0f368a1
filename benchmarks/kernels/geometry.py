"""Bodies and cameras."""

import numpy as np


def nbody(x, m, eps):
    d = x[None, :, :] - x[:, None, :]
    r2 = np.sum(d * d, axis=2) + eps**2
    w = m[:, None] * m / np.sqrt(r2)
    return -0.5 * np.sum(w)


def nbody_adjoint(x, m, eps):
    d = x[None, :, :] - x[:, None, :]
    r2 = np.sum(d * d, axis=2) + eps**2
    inverse = 1.0 / np.sqrt(r2)
    m_bar = -(inverse @ m)
    r2_bar = 0.25 * np.outer(m, m) * inverse / r2
    d_bar = 2.0 * d * r2_bar[:, :, None]
    return np.sum(d_bar, axis=0) - np.sum(d_bar, axis=1), m_bar


def cross(a, b):
    return np.stack(
        [
            a[1] * b[2] - a[2] * b[1],
            a[2] * b[0] - a[0] * b[2],
            a[0] * b[1] - a[1] * b[0],
        ]
    )


def bundle(rot, centre, focal, points, seen):
    theta = np.sqrt(np.sum(rot * rot))
    axis = rot / theta
    p = points - centre[:, None]
    along = np.sum(axis[:, None] * p, axis=0)
    turned = (
        p * np.cos(theta)
        + cross(axis[:, None], p) * np.sin(theta)
        + axis[:, None] * along * (1.0 - np.cos(theta))
    )
    error = focal * turned[:2] / turned[2] - seen
    return 0.5 * np.sum(error * error)


def bundle_adjoint(rot, centre, focal, points, seen):
    theta = np.sqrt(np.sum(rot * rot))
    axis = rot / theta
    p = points - centre[:, None]
    along = axis @ p
    c, s = np.cos(theta), np.sin(theta)
    turned_by = np.cross(axis, p, axisb=0, axisc=0)
    turned = p * c + turned_by * s + np.outer(axis, along) * (1.0 - c)
    flat = turned[:2] / turned[2]
    error = focal * flat - seen

    focal_bar = np.sum(flat * error)
    flat_bar = focal * error
    turned_bar = np.empty_like(turned)
    turned_bar[:2] = flat_bar / turned[2]
    turned_bar[2] = -np.sum(flat * turned_bar[:2], axis=0)
    along_bar = (1.0 - c) * (axis @ turned_bar)
    theta_bar = s * (along @ (axis @ turned_bar) - np.sum(p * turned_bar))
    theta_bar += c * np.sum(turned_by * turned_bar)
    p_bar = c * turned_bar - s * np.cross(axis, turned_bar, axisb=0, axisc=0)
    p_bar += np.outer(axis, along_bar)
    axis_bar = s * np.sum(np.cross(p, turned_bar, axisa=0, axisb=0, axisc=0), axis=1)
    axis_bar += (1.0 - c) * (turned_bar @ along) + p @ along_bar
    rot_bar = axis_bar / theta + (theta_bar - axis @ axis_bar / theta) * axis
    return rot_bar, -np.sum(p_bar, axis=1), focal_bar, p_bar


KERNELS = {
    "nbody": (("x", "m"), lambda rng: (rng.normal(size=(60, 3)), 1.0 + rng.random(60), 0.1)),
    "bundle": (
        ("rot", "centre", "focal", "points"),
        lambda rng: (
            0.3 * rng.normal(size=3),
            rng.normal(size=3),
            1.2,
            rng.normal(size=(3, 1000)) + np.array([[0.0], [0.0], [8.0]]),
            rng.normal(size=(2, 1000)),
        ),
    ),
}
