"""Points in a camera's picture: turned about an axis, moved, drawn together."""

import numpy as np

WRT = "camera"
LIKE = True


def rotate(w, p):
    theta2 = np.sum(w**2)
    if theta2 > 1e-12:
        theta = np.sqrt(theta2)
        k = w / theta
        c, s = np.cos(theta), np.sin(theta)
        return p * c + np.cross(k, p) * s + k * (k @ p) * (1 - c)
    return p + np.cross(w, p)


def project(camera, p):
    q = rotate(camera["rotation"], p) + camera["translation"]
    u = -q[:2] / q[2]
    n = u @ u
    return camera["focal"] * (1 + n * (camera["k1"] + camera["k2"] * n)) * u


def camera_errors(camera, points, pixels):
    total = 0.0
    for p, pixel in zip(points, pixels, strict=True):
        e = project(camera, p) - pixel
        total += e @ e
    return total / len(points)


def samples(rng):
    camera = {
        "rotation": 0.3 * rng.normal(size=3),
        "translation": np.array([0.1, 0.2, -5.0]),
        "focal": 1.2,
        "k1": 0.01,
        "k2": 0.02,
    }
    return [(camera, rng.normal(size=(3, 3)), rng.normal(size=(3, 2)))]


# --- expected ---
import numpy as np

from tests.cases import camera_errors  # isort: skip


def camera_errors_grad(camera, points, pixels):
    """Gradient of `camera_errors` with respect to camera."""
    items = [*zip(points, pixels, strict=True)]

    # Reverse sweep
    total_bar = 1.0 / len(points)  # return total / len(points)
    focal_bar = 0.0
    k1_bar = 0.0
    k2_bar = 0.0
    rotation_bar = np.zeros_like(camera["rotation"])
    translation_bar = np.zeros_like(camera["translation"])
    for p, pixel in reversed(items):
        project_ans, saved = project_forward(camera, p)
        e = project_ans - pixel
        e_bar = 2 * total_bar * e  # total += e @ e
        # e = project(camera, p) - pixel
        rotation_bar2, translation_bar2, focal_bar2, k1_bar2, k2_bar2 = project_reverse(
            camera, saved, e_bar
        )
        rotation_bar += rotation_bar2
        translation_bar += translation_bar2
        focal_bar += focal_bar2
        k1_bar += k1_bar2
        k2_bar += k2_bar2
    return {
        "rotation": rotation_bar,
        "translation": translation_bar,
        "focal": float(focal_bar),
        "k1": float(k1_bar),
        "k2": float(k2_bar),
    }


def rotate_reverse(w, p, ans_bar):
    theta2 = np.sum(w**2)
    if theta2 > 1e-12:
        theta = np.sqrt(theta2)
        k = w / theta
        c, s = np.cos(theta), np.sin(theta)
        product = k @ p
        cross_k = np.cross(k, p)

    # Reverse sweep
    if theta2 > 1e-12:
        product_bar = (1 - c) * ans_bar  # return p * c + np.cross(...) * s + k * ...
        c_bar = np.sum(p * ans_bar) - np.sum(k * product * ans_bar)
        k_bar = np.cross(p, s * ans_bar) + product * product_bar + k @ product_bar * p
        s_bar = np.sum(cross_k * ans_bar)
        theta_bar = np.cos(theta) * s_bar - np.sin(theta) * c_bar  # c, s = ...
        w_bar = k_bar / theta  # k = w / theta
        theta_bar -= k @ w_bar
        theta2_bar = 0.5 / theta * theta_bar  # theta = np.sqrt(theta2)
    else:
        w_bar = np.cross(p, ans_bar)  # return p + np.cross(w, p)
        theta2_bar = 0.0
    w_bar += 2 * w * theta2_bar  # theta2 = np.sum(w**2)
    return w_bar


def project_forward(camera, p):
    q = camera_errors.rotate(camera["rotation"], p) + camera["translation"]
    u = -q[:2] / q[2]
    n = u @ u
    total = 1 + n * (camera["k1"] + camera["k2"] * n)
    return camera["focal"] * total * u, (p, q, u, n, total)


def project_reverse(camera, saved, ans_bar):
    p, q, u, n, total = saved
    product_bar = np.sum(u * ans_bar)  # return camera["focal"] * (...) * u
    product_bar2 = camera["focal"] * product_bar
    k1_bar = n * product_bar2
    focal_bar = total * product_bar
    n_bar = (camera["k1"] + camera["k2"] * n) * product_bar2 + camera["k2"] * k1_bar
    k2_bar = n * k1_bar
    u_bar = camera["focal"] * total * ans_bar
    u_bar += 2 * n_bar * u  # n = u @ u
    q_bar = np.zeros_like(q)  # u = -q[:2] / q[2]
    q_bar[:2] = -(u_bar / q[2])
    q_bar[2] = -(u @ u_bar / q[2])
    rotation_bar = rotate_reverse(camera["rotation"], p, q_bar)  # q = rotate(...) + ...
    return rotation_bar, q_bar, focal_bar, k1_bar, k2_bar
