"""Arrays that are changed by calls, some of which keep them."""

import numpy as np


def bc(u, l):
    u[0] = l


def keep(u, xs):
    xs.append(u)
    return len(xs)


def same(u):
    return u


class W:
    def __init__(self, u):
        self.u = u

    def hold(self, u):
        self.v = u

    def step(self, l):
        new = self.u.copy()
        new[1:] += self.u[:-1]
        bc(new, l)
        bc(new[1:], l * l)
        self.u = new

    def step2(self, l):
        new = self.u.copy()
        self.hold(new)
        bc(new, l)
        self.u = new


def p_u1(x, a):
    w = W(x)
    for _ in range(3):
        w.step(a)
    return np.sum(w.u**2)


def p_u2(x, a):
    w = W(x)
    for _ in range(3):
        w.step2(a)
    return np.sum(w.u**2) + np.sum(w.v)


def p_u3(x, a):
    xs = []
    for k in range(3):
        u = x * k
        keep(u, xs)
        bc(u, a)
    return np.sum(xs[1] ** 2)


def p_u4(x, a):
    xs = []
    for k in range(3):
        u = x * k
        v = same(u)
        xs.append(v)
        bc(u, a)
    return np.sum(xs[1] ** 2)


def p_u5(x, a):
    xs = []
    for k in range(3):
        u = x * k
        bc(u, a)
        bc(u, a * u[1])
        xs.append(u)
    return np.sum(xs[1] ** 2) + np.sum(xs[2])


def p_u6(x, a):
    xs = []
    u = x * 1.0
    for k in range(3):
        bc(u, a)
        bc(u, a * u[1])
        xs.append(u)
    return np.sum(xs[1] ** 2) + np.sum(xs[2])


def outer(u, xs):
    keep(u, xs)


def p_u7(x, a):
    xs = []
    for k in range(3):
        u = x * k
        outer(u, xs)
        bc(u, a)
    return np.sum(xs[1] ** 2)


def p_u8(x, a):
    xs = []
    f = lambda u: xs.append(u)
    for k in range(3):
        u = x * k
        f(u)
        bc(u, a)
    return np.sum(xs[1] ** 2)


def view(u):
    return u[1:]


def p_u9(x, a):
    xs = []
    for k in range(3):
        u = x * k
        xs.append(view(u))
        bc(u, a)
        bc(u[2:], a)
    return np.sum(xs[1] ** 2)


REFUSED = {"p_u2", "p_u3", "p_u4", "p_u6", "p_u7", "p_u8", "p_u9"}
