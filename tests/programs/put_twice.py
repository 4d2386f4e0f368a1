"""What is put into lists, dicts and objects twice, and changed: right or refused."""

import numpy as np
from dataclasses import dataclass


class P:
    def __init__(self, x):
        self.x = x

    def grow(self, r):
        self.x = self.x * r


class A5:
    def __init__(self):
        self.ps = []
        self.by = {}

    def push(self, p):
        self.ps.append(p)

    def put(self, k, p):
        self.by[k] = p

    def step(self, r):
        for q in self.ps:
            q.grow(r)

    def stepd(self, r):
        for q in self.by.values():
            q.grow(r)


def p_twice_added(a, b):
    p = P(a)
    made = A5()
    made.push(p)
    made.push(p)
    made.step(b)
    return made.ps[0].x ** 2


def p_twice_added_loop(a, b):
    p = P(a)
    made = A5()
    for k in range(2):
        made.push(p)
    made.step(b)
    return made.ps[0].x ** 2


def p_twice_put(a, b):
    p = P(a)
    made = A5()
    for k in range(2):
        made.put(k, p)
    made.stepd(b)
    return made.by[0].x ** 2


def p_put_and_pushed(a, b):
    p = P(a)
    made = A5()
    made.push(p)
    made.put("k", p)
    made.step(b)
    return made.by["k"].x ** 2


def p_two_lists(a, b):
    p = P(a)
    made = A5()
    other = A5()
    made.push(p)
    other.push(p)
    made.step(b)
    return other.ps[0].x ** 2


def p_comp_same(a, b):
    p = P(a)
    ps = [p for _ in range(2)]
    for q in ps:
        q.grow(b)
    return ps[0].x ** 2


def make(p):
    return [p, p]


def p_made_twice(a, b):
    ps = make(P(a))
    for q in ps:
        q.grow(b)
    return ps[0].x ** 2


def make3(p):
    return {"a": p, "b": [p]}


def p_made_twice3(a, b):
    ps = make3(P(a))
    ps["a"].grow(b)
    return ps["b"][0].x ** 2


def p_put_by_hand(a, b):
    made = A5()
    p = P(a)
    made.ps = [p]
    made.by = {"k": p}
    made.step(b)
    return made.by["k"].x ** 2


def p_arr_twice(x, a):
    made = A5()
    y = x * a
    made.push(y)
    made.push(y)
    made.ps[0][0] *= a
    return np.sum(made.ps[1] ** 2)


class Opt:
    def __init__(self, ps):
        self.ps = ps

    def step(self, r):
        for p in self.ps:
            p.x = p.x * r


class M:
    def __init__(self, x):
        self.p = P(x)
        self.q = P(x * x)

    def params(self):
        return [self.p, self.q]


def p_opt_of(a, b):
    m = M(a)
    o = Opt(m.params())
    o.step(b)
    return m.p.x**2


class Big:
    def __init__(self, x):
        self.m = M(x)
        self.o = Opt(self.m.params())

    def go(self, r):
        self.o.step(r)
        return self.m.q.x


def p_big(a, b):
    other = Big(a)
    return other.go(b) * other.m.p.x


class Big2:
    def __init__(self, x):
        self.m = M(x)
        self.o = None

    def link(self):
        self.o = Opt(self.m.params())

    def go(self, r):
        self.o.step(r)
        return self.m.q.x


def p_big2(a, b):
    other = Big2(a)
    other.link()
    return other.go(b) * other.m.p.x


class Back:
    def __init__(self, x):
        self.x = x
        self.kids = []

    def add(self, k):
        k.parent = self
        self.kids.append(k)
        return k


def p_parent(a, b):
    made = Back(a)
    k = made.add(P(b))
    k.x = k.x * 2
    return k.parent.x * made.kids[0].x


def p_arr_best(x, a):
    class_ = P(x * 1.0)
    best = class_.x
    for k in range(3):
        class_.x[k] *= a
    return np.sum(best**2)


class Best:
    def __init__(self, x):
        self.x = x.copy()
        self.best = self.x
        self.f = 10.0

    def step(self, r):
        self.x *= r
        if np.sum(self.x) < self.f:
            self.best = self.x


def p_best_so_far(x, a):
    b = Best(x)
    b.step(a)
    b.step(a)
    return np.sum(b.best**2)


class Best2(Best):
    def __init__(self, x):
        self.x = x.copy()
        self.best = None
        self.f = 10.0


def p_best_so_far2(x, a):
    b = Best2(x)
    b.step(a)
    b.step(a)
    return np.sum(b.best**2)


class Ring:
    def __init__(self, n):
        self.bufs = [np.zeros(3) for _ in range(n)]
        self.k = 0
        self.last = None

    def push(self, x):
        b = self.bufs[self.k % 2]
        b[:] = x
        self.last = b
        self.k += 1


def p_ring(x, a):
    q = Ring(2)
    q.push(x)
    q.push(x * a)
    q.push(x * x)
    return np.sum(q.last**2 * q.bufs[0])


class Hist:
    def __init__(self):
        self.d = {"x": []}

    def note(self, x):
        self.d["x"].append(x)


class Sy:
    def __init__(self, x):
        self.x = x.copy()
        self.h = Hist()

    def run(self, r):
        for _ in range(3):
            self.x[1:] *= r
            self.h.note(self.x)


def p_hist_obj(x, a):
    s = Sy(x)
    s.run(a)
    return np.sum(s.h.d["x"][0] ** 2) + np.sum(s.x)


def p_hist_obj2(x, a):
    h = Hist()
    y = x.copy()
    for _ in range(3):
        h.note(y)
        y *= a
    return np.sum(h.d["x"][0] ** 2) + np.sum(y)


def p_hist_obj3(x, a):
    h = Hist()
    y = x.copy()
    for _ in range(3):
        h.note(y[1:])
        y *= a
    return np.sum(h.d["x"][0] ** 2)


class A9(A5):
    def push2(self, p):
        self.ps.append(p)
        self.ps.append(p)

    def push3(self, p):
        self.push2(p)

    def pushn(self, p):
        for _ in range(2):
            self.ps.append(p)

    def pusha(self, p):
        for _ in range(2):
            z = p
            self.ps.append(z)


def p_push2(a, b):
    made = A9()
    made.push2(P(a))
    made.step(b)
    return made.ps[0].x ** 2


def p_push3(a, b):
    made = A9()
    made.push3(P(a))
    made.step(b)
    return made.ps[0].x ** 2


def p_pushn(a, b):
    made = A9()
    made.pushn(P(a))
    made.step(b)
    return made.ps[0].x ** 2


def p_pusha(a, b):
    made = A9()
    made.pusha(P(a))
    made.step(b)
    return made.ps[0].x ** 2


def p_loop_alias(a, b):
    ps = []
    p = P(a)
    for _ in range(2):
        z = p
        ps.append(z)
    for q in ps:
        q.grow(b)
    return ps[0].x ** 2


def p_loop_alias_arr(x, a):
    ps = []
    p = x * a
    for _ in range(2):
        z = p
        ps.append(z)
    ps[0][0] *= a
    return np.sum(ps[1] ** 2)


def p_extend_two(x, a):
    ps = []
    p = x * a
    ps.extend([p])
    ps.extend([p])
    ps[0][0] *= a
    return np.sum(ps[1] ** 2)


def p_extend_loop(x, a):
    ps = []
    p = x * a
    for _ in range(2):
        ps.extend([p])
    ps[0][0] *= a
    return np.sum(ps[1] ** 2)


def p_plus_loop(x, a):
    ps = []
    p = x * a
    for _ in range(2):
        ps += [p]
    ps[0][0] *= a
    return np.sum(ps[1] ** 2)


def rec(ps, p, n):
    ps.append(p)
    if n > 0:
        rec(ps, p, n - 1)


def p_rec_put(x, a):
    ps = []
    rec(ps, x * a, 2)
    ps[0][0] *= a
    return np.sum(ps[1] ** 2)


def p_swap_items(x, a):
    ps = [x * a, x * 2]
    ps[0] = ps[1]
    ps[0][0] *= a
    return np.sum(ps[1] ** 2)


def p_swap_objs(a, b):
    ps = [P(a), P(a * 2)]
    ps[0] = ps[1]
    ps[0].grow(b)
    return ps[1].x ** 2


def p_get_put(a, b):
    d = {"a": P(a), "b": P(a * 2)}
    for k in ("c", "d"):
        d[k] = d["a"]
    d["c"].grow(b)
    return d["a"].x ** 2 + d["d"].x


def p_set_default(a, b):
    d = {}
    p = P(a)
    for k in range(2):
        d.setdefault(k, p)
    d[0].grow(b)
    return d[1].x


def p_dict_comp(a, b):
    p = P(a)
    d = {k: p for k in range(2)}
    d[0].grow(b)
    return d[1].x


REFUSED = {
    "p_twice_added",
    "p_twice_added_loop",
    "p_twice_put",
    "p_put_and_pushed",
    "p_two_lists",
    "p_comp_same",
    "p_made_twice",
    "p_made_twice3",
    "p_put_by_hand",
    "p_arr_twice",
    "p_opt_of",
    "p_big",
    "p_big2",
    "p_parent",
    "p_best_so_far",
    "p_best_so_far2",
    "p_ring",
    "p_hist_obj",
    "p_hist_obj2",
    "p_hist_obj3",
    "p_push2",
    "p_push3",
    "p_pushn",
    "p_pusha",
    "p_loop_alias",
    "p_loop_alias_arr",
    "p_extend_two",
    "p_extend_loop",
    "p_plus_loop",
    "p_rec_put",
    "p_swap_items",
    "p_swap_objs",
    "p_get_put",
    "p_set_default",
    "p_dict_comp",
}
