"""Iterators that read what the loop over them changes."""

import itertools

import numpy as np


def p_a(x, b):
    t = b
    for t in itertools.chain(x, x[:2]):
        x[-1] *= np.sin(1.46) + t
    return np.sum(x * x) + t


def f(x, y, t):
    for t in itertools.chain(x, x[:2]):
        x[-1] *= np.sin(1.46) + t
    return np.sum(x * y) + t


def h(x, y, z):
    t = 0.0
    for u, v in zip(z, z[1:]):
        z[2] = u + 1.0
        t += u * v
    return np.sum(x) * t


def p_b(x, y):
    return h(x, y, np.array([1.0, 2.0, 3.0]))


def k(x, z):
    t = 0.0
    for u in sorted(z):
        z[2] = u + 1.0
        t += u
    return np.sum(x) * t


def p_c(x, y):
    return k(x, np.array([1.0, 2.0, 3.0]))


def p_d(x, n):
    z = [1.0, 2.0, 3.0]
    t = 0.0
    for i, u in enumerate(z):
        z[2] = u + 1.0
        t += u * x[i]
    return t


def p_e(y, n):
    xs = np.array([1.0, 2.0, 3.0])
    return f(xs, y, 1.0)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_a",
    "p_e",
}
