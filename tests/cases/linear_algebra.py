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
import numpy as np


def linear_algebra_grad(A, b):
    """Gradient of `linear_algebra` with respect to A and b."""
    x = np.linalg.solve(A, b)
    inv_A = np.linalg.inv(A)
    y = inv_A @ x
    norm_y = np.linalg.norm(y)

    # Reverse sweep
    y_bar = y / np.where(norm_y == 0, 1, norm_y)  # return np.linalg.norm(y) + ...
    A_bar = np.linalg.inv(A).T
    A_bar -= inv_A.T @ np.outer(y_bar, x) @ inv_A.T  # y = np.linalg.inv(A) @ x
    x_bar = inv_A.T @ y_bar
    b_bar = np.linalg.solve(A.T, x_bar)  # x = np.linalg.solve(A, b)
    A_bar -= np.outer(b_bar, x)
    return A_bar, b_bar
