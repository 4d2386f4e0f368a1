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
    det_A = np.linalg.det(A)

    # Reverse sweep
    y_bar = y / np.where(norm_y == 0, 1, norm_y)  # return np.linalg.norm(y) + ...
    A_bar = 1 / det_A * cofactors(A)
    A_bar -= inv_A.T @ np.outer(y_bar, x) @ inv_A.T  # y = np.linalg.inv(A) @ x
    x_bar = inv_A.T @ y_bar
    b_bar = np.linalg.solve(A.T, x_bar)  # x = np.linalg.solve(A, b)
    A_bar -= np.outer(b_bar, x)
    return A_bar, b_bar


def cofactors(a):
    """The derivative of the determinant: det(a) a⁻ᵀ, also of a singular matrix."""
    s = np.linalg.svd(a, compute_uv=False)
    if np.all(s[..., -1:] > 1e-5 * s[..., :1]):
        return np.expand_dims(np.linalg.det(a), (-2, -1)) * np.matrix_transpose(
            np.linalg.inv(a)
        )
    u, s, vt = np.linalg.svd(a)
    sign = np.linalg.det(u) * np.linalg.det(vt)
    inner = np.conj(u) * others(s)[..., None, :]
    return np.expand_dims(sign, (-2, -1)) * (inner @ np.conj(vt))


def others(rows):
    """For each entry, the product of all the others in its row."""
    ones = np.ones_like(rows[..., :1])
    before = np.cumprod(np.concatenate((ones, rows[..., :-1]), axis=-1), axis=-1)
    after = np.cumprod(np.concatenate((ones, rows[..., :0:-1]), axis=-1), axis=-1)
    return before * after[..., ::-1]
