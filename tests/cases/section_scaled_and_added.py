"""One section is written twice in a trip: what it held first is saved, and no more."""

import numpy as np


def section_scaled_and_added(C, A, beta):
    for i in range(len(C)):
        C[i, : i + 1] *= beta * C[i, : i + 1]
        C[i, : i + 1] += A[: i + 1] @ A[i]
    return np.sum(C * C)


WRT = ("C", "A", "beta")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=(3, 2)), 0.7)]


# --- expected ---
import numpy as np


def section_scaled_and_added_grad(C, A, beta):
    """Gradient of `section_scaled_and_added` with respect to C, A and beta."""
    C_stack = []
    C = C.copy()
    for i in range(len(C)):
        C_stack.append(C[i, : i + 1].copy())
        C[i, : i + 1] *= beta * C[i, : i + 1]
        C[i, : i + 1] += A[: i + 1] @ A[i]

    # Reverse sweep
    C_bar = 2 * C  # return np.sum(C * C)
    A_bar = np.zeros_like(A)
    beta_bar = 0.0
    for i in reversed(range(len(C))):
        A_bar[: i + 1] += np.outer(C_bar[i, : i + 1], A[i])  # C[i, : i + 1] += ...
        A_bar[i] += A[: i + 1].T @ C_bar[i, : i + 1]
        C[i, : i + 1] = C_stack.pop()
        product_bar = C[i, : i + 1] * C_bar[i, : i + 1]  # C[i, : i + 1] *= beta * ...
        beta_bar += C[i, : i + 1] @ product_bar
        C_bar[i, : i + 1] = 2 * beta * product_bar
    return C_bar, A_bar, float(beta_bar)
