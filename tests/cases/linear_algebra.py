"""A solve, an inverse, a determinant and a norm."""

import numpy as np


def linear_algebra(A, b):
    x = np.linalg.solve(A, b)
    y = np.linalg.inv(A) @ x
    return np.linalg.norm(y) + np.log(np.linalg.det(A))


WRT = ("A", "b")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)) + 4.0 * np.eye(3), rng.normal(size=3))]


# --- expected ---
