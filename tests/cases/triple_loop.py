"""A matrix product by three loops, in place."""

import numpy as np


def triple_loop(a, b):
    c = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                c[i, j] += a[i, k] * b[k, j]
    return c


WRT = ("a", "b")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 3)), rng.normal(size=(3, 2)))]


# --- expected ---
import numpy as np


def triple_loop_vjp(a, b, *, cotangent):
    """Value and vector-Jacobian product of `triple_loop` with respect to a and b."""
    c = np.zeros((a.shape[0], b.shape[1]))
    for i in range(a.shape[0]):
        for j in range(b.shape[1]):
            for k in range(a.shape[1]):
                c[i, j] += a[i, k] * b[k, j]

    # Reverse sweep
    c_bar = cotangent  # return c
    a_bar = np.zeros_like(a)
    b_bar = np.zeros_like(b)
    for i in reversed(range(a.shape[0])):
        for j in reversed(range(b.shape[1])):
            for k in reversed(range(a.shape[1])):
                a_bar[i, k] += b[k, j] * c_bar[i, j]  # c[i, j] += a[i, k] * b[k, j]
                b_bar[k, j] += a[i, k] * c_bar[i, j]
    return c, (a_bar, b_bar)
