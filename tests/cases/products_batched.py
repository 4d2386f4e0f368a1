"""A stack of matrices times one matrix, and times a vector."""

import numpy as np


def products_batched(T, A, x):
    return np.sum((T @ A) ** 2) + np.sum(T @ x) + np.sum((A.T @ T @ x) ** 2)


WRT = ("T", "A", "x")


def samples(rng):
    T = rng.normal(size=(2, 3, 3))
    return [(T, rng.normal(size=(3, 3)), rng.normal(size=3))]


# --- expected ---
import numpy as np


def products_batched_grad(T, A, x):
    """Gradient of `products_batched` with respect to T, A and x."""
    product = A.T @ T

    # Reverse sweep
    product_bar = 2 * (T @ A)  # return np.sum((T @ A) ** 2) + np.sum(...) + np.sum(...)
    product_bar2 = np.broadcast_to(1.0, np.shape(T @ x))
    product_bar3 = 2 * (product @ x)
    product_bar4 = product_bar3[..., None] * x
    T_bar = (
        product_bar @ A.T
        + product_bar2[..., None] * x
        + sum_to_shape(np.swapaxes(A.T, -1, -2) @ product_bar4, np.shape(T))
    )
    A_bar = (
        np.tensordot(T, product_bar, ((0, 1), (0, 1)))
        + sum_to_shape(product_bar4 @ np.swapaxes(T, -1, -2), np.shape(A.T)).T
    )
    x_bar = np.tensordot(product_bar2, T, 2) + np.tensordot(product_bar3, product, 2)
    return T_bar, A_bar, x_bar


def sum_to_shape(x, shape):
    """Sum over the axes that broadcasting added or stretched."""
    x = np.sum(x, axis=tuple(range(np.ndim(x) - len(shape))))
    for axis in range(len(shape)):
        if shape[axis] == 1:
            x = np.sum(x, axis=axis, keepdims=True)
    return x
