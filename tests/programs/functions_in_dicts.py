"""Functions in dicts and objects that are handed on to helpers which change these."""

import numpy as np


class O:
    def __init__(self, y):
        self.y = y
        self.log = []

    def step(self, h):
        self.y = self.y + h * self.f(self.y)

    def run(self, n):
        for _ in range(n):
            self.step(0.1)
        return self.y

    def run1(self, n):
        self.step(0.1)
        return self.y


def p_m1(a, x):
    s = O(x)
    s.f = lambda y: -a * y
    y = s.run(3)
    return np.sum(y**2)


def p_m2(a, x):
    s = O(x)
    s.f = lambda y: -a * y
    y = s.run1(3)
    return np.sum(y**2)


def step(d, h):
    d["y"] = d["y"] + h * d["f"](d["y"])


def run(d, n):
    for _ in range(n):
        step(d, 0.1)
    return d["y"]


def p_m3(a, x):
    d = {"f": lambda y: -a * y, "y": x}
    y = run(d, 3)
    return np.sum(y**2)


def stepf(f, d, h):
    d["y"] = d["y"] + h * f(d["y"])


def runf(f, d, n):
    for _ in range(n):
        stepf(f, d, 0.1)
    return d["y"]


def p_m4(a, x):
    d = {"y": x}
    y = runf(lambda y: -a * y, d, 3)
    return np.sum(y**2)


def p_m5(a, x):
    made = {"f": lambda y: -a * y, "y": x}
    b = {"f": lambda y: -a * y * y, "y": x}
    for s in (made, b):
        step(s, 0.1)
    return np.sum(made["y"] * b["y"])


def p_m6(a, x):
    ss = [{"f": lambda y: -a * y, "y": x}, {"f": lambda y: -a * y * y, "y": x}]
    for s in ss:
        step(s, 0.1)
    return np.sum(ss[0]["y"] * ss[1]["y"])


def p_m7(a, x):
    fs = [lambda y: -a * y, lambda y: -a * y * y]
    ss = [{"y": x}, {"y": x * 2}]
    for f, s in zip(fs, ss):
        stepf(f, s, 0.1)
    return np.sum(ss[0]["y"] * ss[1]["y"])


REFUSED = {"p_m7"}
