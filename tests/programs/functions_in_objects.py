"""Functions in objects and dicts that change, handed on and stored by constructors."""

import numpy as np


class O:
    def __init__(self, y):
        self.y = y

    def step(self, h):
        self.y = self.y + h * self.f(self.y)


def attach(o, f):
    o.f = f


def attach2(o, f):
    o.f = f
    return o


def p_j1(a, x):
    s = O(x)
    s.f = lambda y: -a * y
    s.step(0.1)
    return np.sum(s.y**2)


def p_j2(a, x):
    s = O(x)
    attach(s, lambda y: -a * y)
    s.step(0.1)
    return np.sum(s.y**2)


def p_j3(a, x):
    s = attach2(O(x), lambda y: -a * y)
    s.step(0.1)
    return np.sum(s.y**2)


def p_j4(a, x):
    d = {"f": lambda y: -a * y, "y": x}
    d["y"] = d["y"] + 0.1 * d["f"](d["y"])
    return np.sum(d["y"] ** 2)


def stepd(d, h):
    d["y"] = d["y"] + h * d["f"](d["y"])


def p_j5(a, x):
    d = {"f": lambda y: -a * y, "y": x}
    stepd(d, 0.1)
    return np.sum(d["y"] ** 2)


from dataclasses import dataclass


@dataclass
class DC:
    f: object
    y: np.ndarray

    def step(self, h):
        self.y = self.y + h * self.f(self.y)


def p_j6(a, x):
    s = DC(lambda y: -a * y, x)
    s.step(0.1)
    return np.sum(s.y**2)


class Rhs:
    def __init__(self, k):
        self.k = k

    def __call__(self, y):
        return -self.k * y


class I2:
    def __init__(self, f, y0):
        self.f = f
        self.y = y0
        self.ys = [y0]

    def step(self, h):
        self.y = self.y + h * self.f(self.y)
        self.ys.append(self.y)


def p_j7(a, x):
    s = I2(Rhs(a), x)
    s.step(0.1)
    return np.sum(s.y**2)


def make(f, y):
    return {"f": f, "y": y}


def p_j8(a, x):
    d = make(lambda y: -a * y, x)
    y = d["y"] + 0.1 * d["f"](d["y"])
    return np.sum(y**2)


def maker(f):
    return lambda y: f(y) + y


def p_j9(a, x):
    g = maker(lambda y: -a * y)
    return np.sum(g(x) ** 2)


class I1:
    def __init__(self, f, y0):
        self.f = f
        self.y = y0

    def step(self, h):
        self.y = self.y + h * self.f(self.y)


class I9:
    def __init__(self, f, g, y0, h):
        self.f = f
        self.g = g
        self.y = y0
        self.h = h
        self.log = []

    def step(self):
        self.y = self.y + self.h * (self.f(self.y) + self.g(self.y, self.h))
        self.log.append(self.y)

    def run(self, n):
        for _ in range(n):
            self.step()
        return self.y


def p_k1(a, x):
    s = I1(lambda y: -a * y, x)
    for _ in range(2):
        s.step(0.1)
    return np.sum(s.y**2)


def p_k2(a, x):
    s = I9(lambda y: -a * y, lambda y, t: y * t, x, a * 0.1)
    y = s.run(3)
    return np.sum(y**2) + np.sum(s.log[0])


def p_k3(a, x):
    t = 0.0
    for j in range(3):
        s = I1(lambda y: -a * y * j, x)
        for _ in range(2):
            s.step(0.1)
        t += np.sum(s.y**2)
    return t


def p_k4(a, x):
    s = I1(lambda y: -a * y, x)
    a = a * 2
    for _ in range(2):
        s.step(0.1)
    return np.sum(s.y**2) * a


def p_k5(a, x):
    ss = [I1(lambda y: -a * y, x), I1(lambda y: -a * y * y, x)]
    for s in ss:
        s.step(0.1)
    return np.sum(ss[0].y * ss[1].y)


class Outer:
    def __init__(self, k, y0):
        self.k = k
        self.s = I1(lambda y: -k * y, y0)

    def go(self):
        self.s.step(0.1)
        return self.s.y


def p_k6(a, x):
    o = Outer(a, x)
    o.go()
    return np.sum(o.go() ** 2)


def p_k7(a, x):

    def run(f):
        s = I1(f, x)
        s.step(0.1)
        return s.y

    return np.sum(run(lambda y: -a * y) ** 2)


REFUSED = {"p_j2", "p_j3", "p_k6", "p_k7"}
