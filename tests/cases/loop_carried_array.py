"""An array rebound in each trip; the old one is saved."""

import numpy as np


def loop_carried_array(A, x, n):
    for k in range(n):
        x = np.tanh(A @ x)
    return np.sum(x)


WRT = ("A", "x")


def samples(rng):
    return [
        (rng.normal(size=(3, 3)), rng.normal(size=3), 4),
        (np.eye(2), np.ones(2), 0),
    ]


# --- expected ---
import numpy as np


def loop_carried_array_grad(A, x, n):
    """Gradient of `loop_carried_array` with respect to A and x."""
    x_stack = []
    for k in range(n):
        x_stack.append(x)
        x = np.tanh(A @ x)

    # Reverse sweep
    x_bar = np.broadcast_to(1.0, np.shape(x))  # return np.sum(x)
    A_bar = np.zeros_like(A)
    for k in reversed(range(n)):
        product_bar = (1 - x**2) * x_bar  # x = np.tanh(A @ x)
        x = x_stack.pop()
        A_bar += np.outer(product_bar, x)
        x_bar = A.T @ product_bar
    x_bar = x_bar.copy()
    return A_bar, x_bar
