"""Numbers come out of sums of products, and out of products of matrices."""

import numpy as np


def row_sums_scaled(C, A, alpha, beta):
    for i in range(len(A)):
        C[i, : i + 1] *= beta
        for k in range(A.shape[1]):
            C[i, : i + 1] += alpha * A[i, k] * A[: i + 1, k]
    unit = A[:, 0] / np.sqrt(A[:, 0] @ A[:, 0])
    return np.sum((alpha * C @ unit) ** 2) + np.sum((2.0 * C).T @ (beta * A))


WRT = ("C", "A", "alpha", "beta")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=(3, 2)), 1.1, 0.9)]


# --- expected ---
import numpy as np


def row_sums_scaled_grad(C, A, alpha, beta):
    """Gradient of `row_sums_scaled` with respect to C, A, alpha and beta."""
    C_stack = []
    C = C.copy()
    for i in range(len(A)):
        C_stack.append(C[i, : i + 1].copy())
        C[i, : i + 1] *= beta
        for k in range(A.shape[1]):
            C[i, : i + 1] += alpha * A[i, k] * A[: i + 1, k]
    sqrt = np.sqrt(A[:, 0] @ A[:, 0])
    unit = A[:, 0] / sqrt

    # Reverse sweep
    product_bar = 2 * alpha * (C @ unit)  # return np.sum(...) + np.sum(...)
    product_bar2 = np.outer(product_bar, unit)
    product_bar3 = np.broadcast_to(1.0, np.shape(A))
    product_bar4 = 2.0 * (C @ product_bar3)
    alpha_bar = np.sum(C * product_bar2)
    C_bar = alpha * product_bar2 + 2.0 * (beta * (product_bar3 @ A.T)).T
    unit_bar = alpha * (C.T @ product_bar)
    beta_bar = np.sum(A * product_bar4)
    A_bar = beta * product_bar4
    # unit = A[:, 0] / np.sqrt(A[:, 0] @ A[:, 0])
    A_bar[:, 0] += unit_bar / sqrt - unit @ unit_bar / sqrt / sqrt * A[:, 0]
    for i in reversed(range(len(A))):
        for k in reversed(range(A.shape[1])):
            product_bar5 = A[: i + 1, k] @ C_bar[i, : i + 1]  # C[i, : i + 1] += ...
            alpha_bar += A[i, k] * product_bar5
            A_bar[i, k] += alpha * product_bar5
            A_bar[: i + 1, k] += alpha * A[i, k] * C_bar[i, : i + 1]
        C[i, : i + 1] = C_stack.pop()
        beta_bar += C[i, : i + 1] @ C_bar[i, : i + 1]  # C[i, : i + 1] *= beta
        C_bar[i, : i + 1] = beta * C_bar[i, : i + 1]
    return C_bar, A_bar, float(alpha_bar), float(beta_bar)
