"""Products whose ranks are known: each adjoint has its one right form."""

import numpy as np


def products_typed(A, B, x):
    C = A @ B
    return np.dot(x, C @ x) + np.sum(C * C.T) + np.vdot(x, np.outer(x, x) @ x)


WRT = ("A", "B", "x")
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 3)), rng.normal(size=(3, 2)), rng.normal(size=2))]


# --- expected ---
import numpy as np


def products_typed_grad(A, B, x):
    """Gradient of `products_typed` with respect to A, B and x."""
    C = A @ B
    product = C @ x
    outer_x = np.outer(x, x)
    product2 = outer_x @ x

    # Reverse sweep
    product_bar = np.reshape(x, np.shape(product2))  # return np.dot(...) + ...
    outer_x_bar = np.outer(product_bar, x)
    x_bar = (
        product
        + C.T @ x
        + np.reshape(product2, np.shape(x))
        + outer_x_bar @ x
        + x @ outer_x_bar
        + outer_x.T @ product_bar
    )
    C_bar = outer_x + 2 * C.T
    A_bar = C_bar @ B.T  # C = A @ B
    B_bar = A.T @ C_bar
    return A_bar, B_bar, x_bar
