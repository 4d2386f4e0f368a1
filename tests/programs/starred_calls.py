"""Starred arguments, of unknown number too; dicts with computed keys."""

import functools
import math

import numpy as np


def one(u):
    return u * 2


def three(u, v, w):
    return u * v + w


def va(*args):
    t = 1.0
    for v in args:
        t = t * v
    return t


def va1(a, *args):
    t = a
    for v in args:
        t = t * v + a
    return t


def vk(a, *args, k=2.0):
    return a * len(args) * k + sum(args)


class C:
    def m(self, u, v, w):
        return u * v * w

    def n(self, *r):
        return sum(r) * r[0]


c = C()


def p_a(x):
    t = tuple(v for v in x)
    return three(*t)


def p_b(x):
    t = tuple(v for v in x)
    return va(*t) + va1(x[0], *t) * va1(*t)


def p_c(x):
    return c.m(*x) + c.n(*x)


def p_d(x, y):
    return vk(*x, k=3.0) + vk(x[0], *x, *y)


def p_e(x):
    return three(x[0], *x[1:]) if x[0] > 0 else 1.0


def p_f(x):
    l = [v * v for v in x]
    return three(*l) * three(*l)


def p_g(x):
    return three(*(v * v for v in x))


def p_h(x):
    return three(*map(lambda v: v * v, x))


def p_i(w):
    return sum(va(*row) for row in w)


def p_j(w):
    t = 0.0
    for row in w:
        t += va(*row)
    return t


def p_k(x):
    f = lambda u, v, w: u * v + w
    return f(*x)


def p_l(x):
    def f(*r):
        return r[0] * r[1] + sum(r)

    return f(*x)


def p_m(x):
    def f(*r):
        return va(*r) * three(*r)

    return f(*x)


def deco(f):
    def inner(*args, **kw):
        return 2 * f(*args, **kw)

    return inner


@deco
def dd(u, v, w):
    return u * v + w


def p_n(x):
    return dd(*x) + dd(x[0], x[1], w=x[2])


def p_o(x):
    return one(*x[:1])


def p_p(x):
    u = three(*x)
    x = x * 2
    return u * three(*x)


def p_r(x):
    a, b = np.array([x[0], x[1]]), 2.0
    return three(*a, b)


def p_a_(a, n):
    d = {n: a, n + 1: a * a}
    return d[n] * d[n + 1]


def p_b_(a, n):
    k = f"k{n}"
    d = {k: a}
    return d[k] * d["k3"]


def p_c2_(a, b):
    d = {}
    for i, v in enumerate((a, b)):
        d[f"w{i}"] = v * v
    return d["w0"] * d["w1"]


def p_d_(a, b):
    d = {f"k{1}": a, f"k{2}": a * a}
    return d["k1"] * d["k2"]


def p_e_(a, b):
    d = {"x": a, "x": b}
    return d["x"]


def p_f_(a, b):
    d = {1: a, True: b}
    return d[1]


def p_g_(x):
    return math.prod(x)


def p_h_(x):
    return math.fsum(x) * math.dist(x, x * 2) * math.hypot(*x)


def p_i_(x):
    return math.prod([v * v for v in x]) * math.prod(x[:2], start=2.0)


def p_j_(x):
    return math.sumprod(x, x) if hasattr(math, "sumprod") else 1.0


def p_k_(x):
    from statistics import mean

    return mean(x)


def p_l_(x, b):
    d = dict(zip(("a", "b", "c"), x))
    d["a"] *= b
    return sum(d.values())


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_b",
    "p_d",
    "p_h_",
    "p_j_",
}
