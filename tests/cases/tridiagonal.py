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
import numpy as np


def tridiagonal_vjp(diagonal, off, rhs, *, cotangent):
    """Value and vector-Jacobian product of `tridiagonal` with respect to diagonal,
    off and rhs.
    """
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

    # Reverse sweep
    x_bar = cotangent.copy()  # return x
    d_bar = np.zeros_like(d)
    off_bar = 0.0
    r_bar = np.zeros_like(r)
    for i in reversed(range(n - 2, -1, -1)):
        sum_bar = x_bar[i] / d[i]  # x[i] = (r[i] - off * x[i + 1]) / d[i]
        r_bar[i] = sum_bar
        off_bar -= x[i + 1] * sum_bar
        x_bar[i + 1] -= off * sum_bar
        d_bar[i] = -x[i] * sum_bar
    r_bar[n - 1] += x_bar[n - 1] / d[n - 1]  # x[n - 1] = r[n - 1] / d[n - 1]
    d_bar[n - 1] -= x[n - 1] / d[n - 1] * x_bar[n - 1]
    for i in reversed(range(1, n)):
        w = off / d[i - 1]
        w_bar = -r[i - 1] * r_bar[i]  # r[i] -= w * r[i - 1]
        r_bar[i - 1] -= w * r_bar[i]
        w_bar -= off * d_bar[i]  # d[i] -= w * off
        off_bar -= w * d_bar[i]
        off_bar += w_bar / d[i - 1]  # w = off / d[i - 1]
        d_bar[i - 1] -= w / d[i - 1] * w_bar
    rhs_bar = r_bar  # r = rhs.copy()
    diagonal_bar = d_bar  # d = diagonal.copy()
    return x, (diagonal_bar, float(off_bar), rhs_bar)
