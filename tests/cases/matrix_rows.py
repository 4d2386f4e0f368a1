"""Rows, columns, elements and newaxis reads of a matrix."""

import numpy as np


def matrix_rows(m):
    a = m[0] * m[:, 1]
    b = m[-1, ::2] @ m[::2, 0]
    c = m[:, None, 0] * m[None, 1]
    return np.sum(a) * b + np.sum(c * m) + m[1, 2] ** 2


WRT = "m"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(3, 3)),)]


# --- expected ---
