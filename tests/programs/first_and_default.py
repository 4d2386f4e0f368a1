"""next, and min and max with defaults; getters as keys."""

import operator

import numpy as np


def g(x):
    for v in x:
        yield v * v


def p_a(x):
    return next(v for v in x if v > 1.0) * x[0]


def p_b(x, b):
    return next((v * v for v in x if v > 9.0), b) * x[0]


def p_c(x):
    return next(g(x))


def p_d(x, b):
    return max((v for v in x if v > 9.0), default=b) + min([v for v in x], default=b) * 2


def p_e(x, y):
    ps = sorted(zip(x, y), key=operator.itemgetter(1))
    return ps[0][0] * 2 + ps[1][0] * ps[2][1]


def p_f(x):
    it = iter(x)
    return next(it) * next(it)


def p_g(x, b):
    try:
        v = next(v for v in x if v > 9.0)
    except StopIteration:
        v = b * b
    return v


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_f",
    "p_g",
}
