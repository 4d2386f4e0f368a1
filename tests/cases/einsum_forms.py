"""einsum: a bilinear form, a trace, a batch."""

import numpy as np


def einsum_forms(A, x, T):
    form = np.einsum("i,ij,j->", x, A, x)
    batch = np.einsum("bij,j->bi", T, x)
    return form * np.trace(A) + np.sum(batch**2)


WRT = ("A", "x", "T")


def samples(rng):
    return [(rng.normal(size=(3, 3)), rng.normal(size=3), rng.normal(size=(2, 3, 3)))]


# --- expected ---
