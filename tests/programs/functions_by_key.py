"""Functions of tables, by a key that is known when the program runs."""

import math

import numpy as np


def p_a(x):
    fs = [lambda t, i=i: t * (i + 1) for i in range(3)]
    gs = [lambda t: t * (i + 1) for i in range(3)]
    return fs[0](x[0]) * gs[0](x[1]) + fs[2](x[2]) * gs[2](x[0])


def p_b(x):
    i = 5.0
    gs = [lambda t: t * (i + 1) for i in (1, 2)]
    return gs[0](x[0]) * i


def p_c(x):
    fs = [lambda t, k=k: t**k for k in (1, 2, 3)]
    t = 0.0
    for f, v in zip(fs, x):
        t += f(v)
    return t


def p_d(x, n):
    fs = [lambda t, k=k: t**k for k in (1, 2, 3)]
    return fs[n - 1](x[0]) + fs[n - 2](x[1])


def p_e(x, b):
    fs = [(lambda t, k=k: t * b * k) for k in range(3)]
    return sum(f(x[0]) for f in fs)


def p_f(x):
    fs = [lambda t, v=v: t * v for v in x]
    return fs[0](x[1])


def range_(n):
    return [7, 8]


def p_g(a, n):
    f = math.sin if n > 2 else math.cos
    return f(a)


def p_h(x, n):
    f = np.sum if n > 2 else np.mean
    return f(x * x)


def p_i(x):
    ops = {"add": lambda u, v: u + v, "mul": lambda u, v: u * v}
    t = x[0]
    for name, v in [("add", x[1]), ("mul", x[2])]:
        t = ops[name](t, v)
    return t


def p_j(x, n):
    ops = {"add": lambda u, v: u + v, "mul": lambda u, v: u * v}
    names = ["add", "mul", "add"]
    t = x[0]
    for k in range(n):
        t = ops[names[k]](t, x[k])
    return t


def p_k(x, n):
    fs = (np.sin, lambda t: t * x[0], np.cos)
    t = x[1]
    for k in range(5):
        t = fs[k % 3](t) + fs[-(k % 3) - 1](t)
    return t


def p_l(x, n):
    fs = [np.sin, lambda t: t * x[0]]
    if fs[n - 3](x[0]) > 0.1:
        return fs[n - 2](x[1])
    return x[0]


def p_m(x, n):
    fs = [np.sin, lambda t: t * x[0]]
    return fs[n - 3](x[0]) if n > 2 else fs[0](x[1])


def p_n(x):
    total = 0.0
    for name in ["sin", "exp"]:
        total += np.sum(getattr(np, name)(x))
    return total


class L:
    def __init__(self, act):
        self.act = act

    def run(self, x):
        return getattr(np, self.act)(x)


ll = L("tanh")


def p_o(x):
    return np.sum(ll.run(x))


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_c",
    "p_f",
    "p_o",
}
