"""Generators and those who use their items, where they could get in each other's way."""

import itertools
import random

import numpy as np


def g_buf(x):
    b = np.zeros(2)
    for a in x:
        b[0] = a
        b[1] = a * a
        yield b


def p_buf1(x):
    t = 0.0
    for b in g_buf(x):
        t += b[0] * b[1]
    return t


def p_buf2(x):
    l = list(g_buf(x))
    return l[0][0] * l[1][1]


def p_buf3(x):
    return sum(b[0] * b[1] for b in g_buf(x))


def p_buf4(x):
    t = 0.0
    for b, v in zip(g_buf(x), x):
        t += b[0] * b[1] * v
    return t


def g_read(y):
    for k in range(len(y)):
        yield y[k] * y[k]


def p_read1(x):
    y = x.copy()
    t = 0.0
    for v in g_read(y):
        t += v
        y[2] = v * y[0]
    return t


def p_read2(x):
    y = x.copy()
    t = 0.0
    for v, w in zip(g_read(y), x):
        t += v * w
        y[2] = v * y[0]
    return t


def p_clo1(x, b):
    c = b

    def g():
        for v in x:
            yield v * c

    t = 0.0
    for v in g():
        t += v
        c = c * 2.0
    return t


def p_clo2(x, b):
    c = b

    def g():
        for v in x:
            yield v * c

    t = 0.0
    for v, w in zip(g(), x):
        t += v * w
        c = c * 2.0
    return t


def p_clo3(x, b):
    n = 0

    def g():
        nonlocal n
        for v in x:
            n += 1
            yield v * n

    t = 0.0
    for v in g():
        t += v * n
    return t


def p_clo4(x, b):
    n = 0

    def g():
        nonlocal n
        for v in x:
            n += 1
            yield v * n

    t = sum(g())
    return t * n


scale = 2.0


def g_glob(x):
    for v in x:
        yield v * scale


def p_glob(x, b):
    scale = b
    t = 0.0
    for v in g_glob(x):
        t += v * scale
    return t


def p_names(x):
    a = 1.0
    s = 3.0
    for v in g_state(x, 0.5):
        a = a + v * s
    return a * s


def g_state(x, r):
    s = 0.0
    for a in x:
        s = s * r + a
        yield s
    s = 100.0


def p_two_same(x, y):
    t = 0.0
    for v in g_state(x, 0.5):
        t += v * v
    for v in g_state(y, 0.25):
        t += v * t
    return t


def p_ret(x):
    for v in g_state(x, 0.5):
        if v > 1.0:
            return v * v
    return x[0]


def g_two(x):
    for k in range(2):
        for v in x:
            yield v * (k + 1)
    yield 7.0


def p_brk2(x):
    t = 0.0
    for v in g_two(x):
        if v > 2.0:
            break
        if v < 0.5:
            continue
        t += v * v
    else:
        t = t * 100.0
    return t


def p_brk3(x):
    t = 0.0
    for v in g_two(x):
        if v > 200.0:
            break
        t += v * v
    else:
        t = t * 100.0
    return t


def p_brkin(x):
    t = 0.0
    for w in x:
        for v in g_two(x):
            if v > w:
                break
            t += v * w
        t = t * w
    return t


def g_else(x):
    for v in x:
        if v > 5:
            break
        yield v
    else:
        yield 10.0 * x[0]


def p_else(x):
    t = 1.0
    for v in g_else(x):
        t = t * v + 1.0
    return t


def p_else2(x):
    t = 1.0
    for v in g_else(x):
        if v > 1:
            break
        t = t * v + 1.0
    return t


def g_try(x):
    for v in x:
        try:
            yield v * v
        except ValueError:
            yield 0.0


def p_try(x):
    t = 0.0
    try:
        for v in g_try(x):
            if v > 1.0:
                raise ValueError("a")
            t += v
    except ValueError:
        t = t * 5.0
    return t


def g_cond(x, n):
    if n > 2:
        yield x[0]
    elif n > 1:
        return
    yield x[1] * x[2]


def p_cond(x, n):
    t = 0.0
    for v in g_cond(x, n):
        t += v * v
    return t


def p_enum(x):
    t = 0.0
    for i, v in enumerate(g_state(x, 0.5), start=2):
        if i == 3:
            continue
        t += v**i
    return t


def p_tupt(x):
    t = 0.0
    for i, (v, w) in enumerate(zip(g_state(x, 0.5), g_two(x))):
        t += v * w * i
    return t


def g_rec(x):
    if len(x) > 1:
        m = len(x) // 2
        yield from g_rec(x[:m])
        yield x[m] * x[0]
        yield from g_rec(x[m:])
    else:
        yield x[0] ** 2


def p_rec(x):
    t = 0.0
    for v in g_rec(x):
        t = t * 0.5 + v
    return t


def p_rec2(x):
    return sum(g_rec(x)) * max(g_rec(x))


def g_send(x):
    for v in x:
        k = yield v


def p_send(x):
    t = 0.0
    for v in g_send(x):
        t += v
    return t


def g_rng(x, r):
    for v in x:
        yield v * r.random()


def p_rng(x):
    r = random.Random(3)
    t = 0.0
    for v in g_rng(x, r):
        t += v * r.random()
    return t


def p_rng2(x):
    r = random.Random(3)
    t = 0.0
    for v, w in zip(g_rng(x, r), x):
        t += v * w * r.random()
    return t


def p_rng3(x):
    r = random.Random(3)
    return sum(g_rng(x, r)) * r.random()


def g_while(a, tol):
    e = 1.0
    while e > tol:
        b = 0.5 * (a + 2.0 / a)
        e = abs(b - a)
        a = b
        yield a


def p_whl(a):
    t = 0.0
    for v in g_while(a, 1e-3):
        t += v
    return t


def p_last(a):
    *_, last = g_while(a, 1e-3)
    return last


def p_last2(a):
    return list(g_while(a, 1e-3))[-1]


def p_lc(x):
    return sum([u * v for u in g_state(x, 0.5) for v in g_two(x)])


def p_dc(x):
    d = {k: v * v for k, v in enumerate(g_state(x, 0.5))}
    return d[0] * d[2]


def p_nested_gen(x):
    def outer(u):
        def inner(w):
            for q in w:
                yield q * 2.0

        for v in inner(u):
            yield v * v

    return sum(outer(x))


def p_view(x):
    y = x * 1.0

    def rows(u):
        for k in range(2):
            yield u[k : k + 2]

    for r in rows(y):
        r[0] = r[1] * r[1]
        r *= 2.0
    return np.sum(y)


def p_view2(x):
    y = x * 1.0

    def rows(u):
        for k in range(2):
            yield u[k : k + 2]

    for r, _ in zip(rows(y), range(2)):
        r[0] = r[1] * r[1]
    return np.sum(y)


class M:
    def __init__(self, w):
        self.w = w

    def layers(self, x):
        for k in range(len(self.w)):
            x = np.tanh(self.w[k] * x)
            yield x

    def total(self, x):
        return sum(np.sum(l) for l in self.layers(x))


MM = M([0.5, 1.5])


def p_meth(x):
    t = 0.0
    for l in MM.layers(x):
        t += np.sum(l * l)
    return t


def p_meth2(x):
    return MM.total(x)


def p_ysplit(x):
    t = 0.0
    for (i, j), v in ((p, x[p[0]] * x[p[1]]) for p in [(0, 1), (1, 2)]):
        t += v * (i + j)
    return t


def p_chunks(x):
    def chunks(v, n):
        for i in range(0, len(v), n):
            yield v[i : i + n]

    return sum(np.prod(c) for c in chunks(x, 2))


def p_window(x):
    def window(v, n=2):
        for i in range(len(v) - n + 1):
            yield v[i : i + n]

    return sum(np.sum(c) ** 2 for c in window(x)) + max(np.sum(c) for c in window(x, n=1))


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_buf2",
    "p_buf3",
    "p_buf4",
    "p_read2",
    "p_clo2",
    "p_clo4",
    "p_try",
    "p_send",
    "p_rng2",
    "p_rng3",
    "p_view2",
}
