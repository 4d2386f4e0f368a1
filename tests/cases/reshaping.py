"""reshape, transpose, ravel, squeeze and broadcast_to."""

import numpy as np


def reshaping(m):
    a = m.reshape(3, 2) @ m
    b = np.transpose(a).ravel() * m.T.reshape(-1)[0]
    c = np.squeeze(m[None])
    d = np.broadcast_to(m[0], (2, 3)) * c
    return np.sum(b**2) + np.sum(d * c)


WRT = "m"
LIKE = True


def samples(rng):
    return [(rng.normal(size=(2, 3)),)]


# --- expected ---
