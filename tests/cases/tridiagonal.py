"""A tridiagonal solve with a constant off-diagonal."""

import numpy as np


def tridiagonal(diagonal, off, rhs):
    n = len(rhs)
    d = diagonal.copy()
    r = rhs.copy()
    for i in range(1, n):
        w = off / d[i - 1]
        d[i] -= w * off
        r[i] -= w * r[i - 1]
    x = np.zeros(n)
    x[n - 1] = r[n - 1] / d[n - 1]
    for i in range(n - 2, -1, -1):
        x[i] = (r[i] - off * x[i + 1]) / d[i]
    return x


WRT = ("diagonal", "off", "rhs")
MODE = "vjp"
LIKE = True


def samples(rng):
    return [(4.0 + rng.random(5), 1.2, rng.normal(size=5))]


# --- expected ---
