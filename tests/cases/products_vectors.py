"""@ of two vectors, of a matrix and a vector, and of a vector and a matrix."""


def products_vectors(A, x, y):
    return (x @ y) * (y @ A @ x) + (A @ x) @ (x @ A)


WRT = ("A", "x", "y")


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=3))]


# --- expected ---
import numpy as np


def products_vectors_grad(A, x, y):
    """Gradient of `products_vectors` with respect to A, x and y."""
    product = y @ A

    # Reverse sweep
    product_bar = product @ x  # return x @ y * (y @ A @ x) + A @ x @ (x @ A)
    product_bar2 = x @ y
    product_bar3 = product_bar2 * x
    product_bar4 = x @ A
    product_bar5 = A @ x
    x_bar = (
        product_bar * y + product_bar2 * product + A.T @ product_bar4 + A @ product_bar5
    )
    y_bar = product_bar * x + A @ product_bar3
    A_bar = (
        np.outer(y, product_bar3)
        + np.outer(product_bar4, x)
        + np.outer(x, product_bar5)
    )
    return A_bar, x_bar, y_bar
