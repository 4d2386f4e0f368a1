"""Cameras and points from pictures: bundle adjustment.

Run it: `python examples/bundle_adjustment.py`. `street.bal` is in the format of Agarwal, Snavely,
Seitz and Szeliski (2010), "Bundle adjustment in the large": cameras of nine numbers, points of
three, and where each point is seen. The scene in it is made up; see `made_up`.
"""

from pathlib import Path

import numpy as np

from tangentgen import value_and_grad


def rotated(turn, points):
    """Rodrigues' formula: each point turned about its own axis."""
    angle = np.sqrt(np.sum(turn**2, axis=1))[:, None]
    axis = turn / angle
    along = np.sum(axis * points, axis=1)[:, None]
    return (
        np.cos(angle) * points
        + np.sin(angle) * np.cross(axis, points)
        + (1.0 - np.cos(angle)) * along * axis
    )


def projected(cameras, points):
    """Pixels: turned, moved, divided by depth, bent by the lens, scaled by the focal length."""
    seen = rotated(cameras[:, :3], points) + cameras[:, 3:6]
    flat = -seen[:, :2] / seen[:, 2:]
    radius = np.sum(flat**2, axis=1)
    bend = 1.0 + cameras[:, 7] * radius + cameras[:, 8] * radius**2
    return (cameras[:, 6] * bend)[:, None] * flat


def cost(cameras, points, camera_of, point_of, pixels):
    """Half the sum of squared distances in the pictures."""
    error = projected(cameras[camera_of], points[point_of]) - pixels
    return 0.5 * np.sum(error**2)


cost_and_gradient = value_and_grad(
    cost,
    wrt=("cameras", "points"),
    like="cameras=f8[c,9] points=f8[p,3] camera_of=i8[n] point_of=i8[n] pixels=f8[n,2]",
)


def read(path):
    """Cameras, points, and the observations: which camera, which point, which pixels."""
    words = path.read_text().split()
    cameras, points, seen = map(int, words[:3])
    rows = np.array(words[3 : 3 + 4 * seen], float).reshape(seen, 4)
    rest = np.array(words[3 + 4 * seen :], float)
    return (
        rest[: 9 * cameras].reshape(cameras, 9),
        rest[9 * cameras :].reshape(points, 3),
        rows[:, 0].astype(int),
        rows[:, 1].astype(int),
        rows[:, 2:],
    )


def made_up(path, cameras=4, points=40, seed=0):
    """Write a scene: points in a cube, cameras in a row before it, all seen with noise."""
    rng = np.random.default_rng(seed)
    where = rng.uniform(-1.0, 1.0, (points, 3))
    eyes = np.zeros((cameras, 9))
    eyes[:, :3] = 0.1 * rng.normal(size=(cameras, 3))
    eyes[:, 3:6] = np.c_[np.linspace(-1.0, 1.0, cameras), np.zeros(cameras), np.full(cameras, -6.0)]
    eyes[:, 6:] = 500.0, 1e-2, 1e-3
    pairs = [(c, p) for c in range(cameras) for p in range(points)]
    camera_of, point_of = np.array(pairs).T
    pixels = projected(eyes[camera_of], where[point_of]) + rng.normal(
        scale=0.3, size=(len(pairs), 2)
    )
    eyes[:, :6] += 0.02 * rng.normal(size=(cameras, 6))
    where += 0.05 * rng.normal(size=(points, 3))
    lines = [f"{cameras} {points} {len(pairs)}"]
    lines += [f"{c} {p} {u:.6e} {v:.6e}" for (c, p), (u, v) in zip(pairs, pixels, strict=True)]
    lines += [f"{number:.16e}" for number in (*eyes.ravel(), *where.ravel())]
    path.write_text("\n".join(lines) + "\n")


def main(rounds=300):
    from scipy.optimize import minimize

    cameras, points, *observed = read(Path(__file__).with_name("street.bal"))
    size = cameras.size

    def of_vector(vector):
        value, gradients = cost_and_gradient(
            vector[:size].reshape(-1, 9), vector[size:].reshape(-1, 3), *observed
        )
        return value, np.concatenate([g.ravel() for g in gradients])

    begin = np.concatenate([cameras.ravel(), points.ravel()])
    found = minimize(of_vector, begin, jac=True, method="L-BFGS-B", options={"maxiter": rounds})
    print(cost_and_gradient.source)
    count = observed[-1].size
    before, after = (np.sqrt(2.0 * of_vector(v)[0] / count) for v in (begin, found.x))
    print(f"\n{before:.2f} pixels off at first, {after:.2f} in the end")
    return before, after


if __name__ == "__main__":
    main()
