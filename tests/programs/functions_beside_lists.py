"""Functions in objects whose methods fill lists."""

import numpy as np


def step(d, h):
    d["y"] = d["y"] + h * d["f"](d["y"])


def p_n1(a, x):
    ss = [{"f": lambda y: -a * y, "y": x}, {"f": lambda y: -a * y * y, "y": x}]
    step(ss[0], 0.1)
    step(ss[1], 0.1)
    return np.sum(ss[0]["y"] * ss[1]["y"])


def p_n2(a, x):
    ss = [{"f": lambda y: -a * y, "y": x}, {"y": x}]
    step(ss[0], 0.1)
    return np.sum(ss[0]["y"] * ss[1]["y"])


class O:
    def __init__(self, y):
        self.y = y
        self.log = []

    def step(self, h):
        self.y = self.y + h * self.f(self.y)
        self.log.append(self.y)

    def run(self, n):
        for _ in range(n):
            self.step(0.1)
        return self.y


def p_n3(a, x):
    s = O(x)
    s.f = lambda y: -a * y
    y = s.run(3)
    return np.sum(y**2) + np.sum(s.log[0])


def p_n4(a, x):
    s = O(x)
    s.f = lambda y: -a * y
    s.step(0.1)
    return np.sum(s.y**2) + np.sum(s.log[0])


def p_n5(a, x):
    s = O(x)
    s.f = lambda y: -a * y
    s.step(0.1)
    s.step(0.1)
    return np.sum(s.y**2)
