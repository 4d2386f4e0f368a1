"""Methods, objects and functions in containers, called in loops."""

import numpy as np


class S:
    def __init__(self, k):
        self.k = k

    def force(self, a):
        return -self.k * a * a

    def __call__(self, a):
        return self.k * a


P = S(0.5)


def p_a(a):
    t = a
    for g in (P.force, P.force):
        t = g(t) * 0.7 + t
    return t


def p_b(a):
    t = a
    for g in (np.sin, P.force, P, lambda v: v * a):
        t = g(t) * 0.7 + t
    return t


def p_c(a):
    fs = [P.force, P, np.sin]
    return fs[0](a) * fs[1](a) + fs[2](a)


def p_d(a):
    f = P.force
    g = P
    return f(a) * g(a)


def p_e(a):
    return sum([g(a) for g in (P.force, P, np.sin)])


def p_w(x):
    with np.errstate(all="ignore"):
        l = [v * v for v in x]
        z = np.sum(np.array([v * 2 for v in x]))
    return l[0] * z


def p_dd(a):
    d = {"f": P.force, "g": np.sin}
    return d["f"](a) * d["g"](a)


def p_ddl(a):
    d = {"f": P.force, "g": np.sin}
    t = a
    for k in d:
        t = d[k](t)
    for k, f in d.items():
        t = f(t)
    for f in d.values():
        t = f(t)
    return t


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p",
    "_",
    "d",
    "d",
    "l",
}
