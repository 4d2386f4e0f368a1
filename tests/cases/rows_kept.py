"""Trips that write a row of an array keep the row, and not the array."""

import numpy as np


def rows_kept(alpha, beta, C, A):
    for i in range(len(A)):
        C[i, : i + 1] *= beta
        for k in range(A.shape[1]):
            C[i, : i + 1] += alpha * A[i, k] * A[: i + 1, k]
            if A[i, k] > 0.0:
                C[i, : i + 1] *= A[i, k]
    return np.sum(C**2)


WRT = ("alpha", "beta", "C", "A")
LIKE = True


def samples(rng):
    return [(1.1, 0.9, rng.normal(size=(3, 3)), rng.normal(size=(3, 2)))]


# --- expected ---
import numpy as np


def rows_kept_grad(alpha, beta, C, A):
    """Gradient of `rows_kept` with respect to alpha, beta, C and A."""
    C_stack = []
    C_stack2 = []
    C_stack3 = []
    C = C.copy()
    for i in range(len(A)):
        C_stack.append(C[i, : i + 1].copy())
        C[i, : i + 1] *= beta
        for k in range(A.shape[1]):
            C_stack2.append(C[i, : i + 1].copy())
            C[i, : i + 1] += alpha * A[i, k] * A[: i + 1, k]
            if A[i, k] > 0.0:
                C_stack3.append(C[i, : i + 1].copy())
                C[i, : i + 1] *= A[i, k]

    # Reverse sweep
    C_bar = 2 * C  # return np.sum(C**2)
    A_bar = np.zeros_like(A)
    alpha_bar = 0.0
    beta_bar = 0.0
    for i in reversed(range(len(A))):
        for k in reversed(range(A.shape[1])):
            if A[i, k] > 0.0:
                C[i, : i + 1] = C_stack3.pop()
                A_bar[i, k] += C[i, : i + 1] @ C_bar[i, : i + 1]  # C[i, : i + 1] *= ...
                C_bar[i, : i + 1] = A[i, k] * C_bar[i, : i + 1]
            C[i, : i + 1] = C_stack2.pop()
            product_bar = A[: i + 1, k] @ C_bar[i, : i + 1]  # C[i, : i + 1] += ...
            alpha_bar += A[i, k] * product_bar
            A_bar[i, k] += alpha * product_bar
            A_bar[: i + 1, k] += alpha * A[i, k] * C_bar[i, : i + 1]
        C[i, : i + 1] = C_stack.pop()
        beta_bar += C[i, : i + 1] @ C_bar[i, : i + 1]  # C[i, : i + 1] *= beta
        C_bar[i, : i + 1] = beta * C_bar[i, : i + 1]
    return float(alpha_bar), float(beta_bar), C_bar, A_bar
