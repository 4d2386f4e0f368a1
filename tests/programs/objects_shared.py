"""Objects and arrays that one object holds twice, and changes: right or refused."""

import numpy as np
from dataclasses import dataclass


class P:
    def __init__(self, x):
        self.x = x

    def grow(self, r):
        self.x = self.x * r


class A1:
    def __init__(self, x):
        self.x = x
        self.log = []

    def note(self):
        self.log.append(self.x)

    def grow(self, r):
        self.x += r


def p_log_no_copy(x, a):
    made = A1(x * 1.0)
    made.note()
    made.grow(a)
    made.note()
    made.grow(a)
    return np.sum(made.log[0] ** 2) + np.sum(made.x**3)


class A2(A1):
    def run(self, r):
        for _ in range(2):
            self.note()
            self.grow(r)


def p_log_no_copy2(x, a):
    made = A2(x * 1.0)
    made.run(a)
    return np.sum(made.log[0] ** 2) + np.sum(made.x**3)


class A3:
    def __init__(self, p):
        self.a = p
        self.b = p

    def step(self, r):
        self.a.x = self.a.x * r


def p_same_twice(a, b):
    made = A3(P(a))
    made.step(b)
    return made.b.x**2


def p_same_twice_out(a, b):
    p = P(a)
    made = A3(p)
    made.step(b)
    return p.x**2


class A4:
    def __init__(self, x):
        self.p = P(x)
        self.all = {"p": self.p}

    def step(self, r):
        for q in self.all.values():
            q.grow(r)


def p_in_dict(a, b):
    made = A4(a)
    made.step(b)
    return made.p.x**2


class A5:
    def __init__(self):
        self.ps = []
        self.by = {}

    def add(self, k, x):
        p = P(x)
        self.ps.append(p)
        self.by[k] = p

    def step(self, r):
        for q in self.ps:
            q.grow(r)


def p_list_and_dict(a, b):
    made = A5()
    made.add("u", a)
    made.add("v", a * a)
    made.step(b)
    return made.by["u"].x ** 2 * made.by["v"].x


class A6:
    def __init__(self, x):
        self.ps = [P(x), P(2 * x)]
        self.cur = self.ps[0]

    def step(self, r):
        self.cur.grow(r)


def p_current(a, b):
    made = A6(a)
    made.step(b)
    return made.ps[0].x ** 2 * made.ps[1].x


class A7:
    def __init__(self, x):
        self.ps = [P(x), P(2 * x)]
        self.cur = None

    def pick(self, k):
        self.cur = self.ps[k]

    def step(self, r):
        self.cur.grow(r)


def p_current2(a, b):
    made = A7(a)
    made.pick(1)
    made.step(b)
    return made.ps[0].x ** 2 * made.ps[1].x


class A8:
    def __init__(self, x):
        self.u = x * 1.0
        self.v = self.u[1:]
        self.w = [self.u]

    def step(self, r):
        self.u *= r

    def step2(self, r):
        self.w[0] += r


def p_view_inside(x, a):
    made = A8(x)
    made.step(a)
    made.step2(a)
    return np.sum(made.v**2) + np.sum(made.w[0] ** 3)


def p_view_inside2(x, a):
    made = A8(x)
    made.u *= a
    return np.sum(made.v**2)


class Node:
    def __init__(self, x, other=None):
        self.x = x
        self.other = other


def p_chained(a, b):
    made = Node(a)
    other = Node(a * 2, made)
    c = Node(a * 3, made)
    other.other.x = other.other.x * b
    return c.other.x**2 + made.x


def p_helper_two(a, b):

    def bump(p, q):
        p.x = p.x * b
        return q.x

    made = P(a)
    return bump(made, made) ** 2


def link(a, b):
    b.other = a
    return b


def p_linked_by_helper(a, b):
    made = Node(a)
    other = link(made, Node(a * 2))
    made.x = made.x * b
    return other.other.x**2


def pair(x):
    p = P(x)
    return (p, [p])


def p_pair_out(a, b):
    p, ps = pair(a)
    ps[0].grow(b)
    return p.x**2


def pair2(x):
    p = P(x)
    return {"one": p, "all": [p]}


def p_pair_out2(a, b):
    d = pair2(a)
    d["all"][0].grow(b)
    return d["one"].x ** 2


class H:
    def __init__(self, x):
        self.h = [x]
        self.best = self.h

    def add(self, v):
        self.h.append(v * self.h[-1])


def p_list_twice(a, b):
    made = H(a)
    made.add(b)
    made.add(b)
    return sum(made.best) ** 2


class D:
    def __init__(self, x):
        self.d = {"a": x}
        self.views = [self.d, self.d]

    def add(self, v):
        self.d["a"] = self.d["a"] * v


def p_dict_twice(a, b):
    made = D(a)
    made.add(b)
    made.add(b)
    return made.views[0]["a"] ** 2


@dataclass
class DC:
    p: P
    ps: list


def p_dc_twice(a, b):
    p = P(a)
    d = DC(p, [p])
    d.ps[0].grow(b)
    return d.p.x**2


class S:
    def __init__(self, ps):
        self.ps = ps
        self.first = ps[0]

    def step(self, r):
        self.first.grow(r)


def p_first_of(a, b):
    s = S([P(a), P(2 * a)])
    s.step(b)
    return sum((p.x**2 for p in s.ps))


def p_first_of2(a, b):
    ps = [P(a), P(2 * a)]
    s = S(ps)
    s.step(b)
    return sum((p.x**2 for p in ps))


REFUSED = {
    "p_log_no_copy",
    "p_log_no_copy2",
    "p_same_twice",
    "p_same_twice_out",
    "p_in_dict",
    "p_list_and_dict",
    "p_current",
    "p_current2",
    "p_view_inside",
    "p_view_inside2",
    "p_chained",
    "p_helper_two",
    "p_linked_by_helper",
    "p_pair_out",
    "p_pair_out2",
    "p_list_twice",
    "p_dict_twice",
    "p_dc_twice",
    "p_first_of",
    "p_first_of2",
}
