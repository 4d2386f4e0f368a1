"""Comprehensions that assign variables of the function."""

import numpy as np


def p_a(x):
    l = [y * y for v in x if (y := np.sin(v)) > 0.1]
    return sum(l)


def p_b(x):
    l = [(last := v * v) for v in x]
    return last * l[0]


def p_c(x):
    l = [y + (z := y * 2) * z for v in x if (y := v * v) > 0.2 and y < 5]
    return sum(l)


def p_d(x):
    return sum((y := v * v) * y for v in x)


def p_e(x):
    if any((w := v) > 1.0 for v in x):
        return w * w
    return x[0]


def p_f(x):
    t = 0.0
    d = {k: (s := v * v) + s for k, v in enumerate(x)}
    return d[0] * d[1]


def p_g(x):
    t = 1.0
    l = [t := t * v + 1.0 for v in x]
    return sum(l)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = set[str]()
