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
