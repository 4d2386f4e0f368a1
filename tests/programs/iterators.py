"""Containers made of iterators, sets, and choices inside choices."""

import itertools

import numpy as np


def p_zipstrict(x, y):
    return sum(u * v for u, v in zip(x, y, strict=True))


def p_zipstrict2(x, y):
    t = 0.0
    for u, v in zip(x, y, strict=True):
        t += u * v
    return t


def p_zipstrict3(x, y):
    l = [u * v for u, v in zip(x, y, strict=True)]
    return sum(l)


def p_enumstart(x):
    return sum(i * v for i, v in enumerate(x, start=1))


def p_enumstart1(x):
    return sum(i * v for i, v in enumerate(x, 1))


def p_listzip(x, y):
    l = list(zip(x, y))
    return l[0][0] * l[1][1]


def p_dictzip(x):
    d = dict(zip("abc", x))
    return d["a"] * d["b"]


def p_sortz(x, y):
    l = sorted(zip(x, y))
    return l[0][0] * l[1][1]


def p_listenum(x):
    l = list(enumerate(x))
    return l[1][1] * 2 + l[0][0]


def p_chain(x, y):
    return sum(v * v for v in itertools.chain(x, y))


def p_chain2(x, y):
    t = 0.0
    for v in itertools.chain(x, y):
        t += v * v
    return t


def p_rev(x):
    l = list(reversed(x))
    return l[0] * 2


def p_cond(a, b):
    return a * 2 if a < 0 else b * a if a < 1 else a * a * b


def p_cond2(a, b):
    y = a * 2 if a < 0 else (b * a if a < 1 else a * a * b)
    return y * y


def p_cond3(x, a, b):
    return np.sum(x * (a * 2 if a < 0 else b * a if a < 1 else a * a * b))


def p_cond4(a, b):
    return np.exp((a if a > 0 else b) * (b if b > 1 else a * a))


def cl(t, lo, hi):
    return lo if t < lo else hi if t > hi else t


def p_cond5(a, b):
    return cl(a, b, 2.0) * cl(b, 0.0, a)


def p_cond6(x, b):
    return sum([v if v < b else b * v if v < 1 else b for v in x])


def p_cond7(x, b):
    return (lambda t: t if t < b else b * t if t < 1 else b)(x[1])


def p_setloop(x):
    t = 0.0
    for i in {0, 2}:
        t += x[i] ** 2
    return t


def p_zipstar(a, b):
    rows = [[a, b], [b, a * a]]
    cols = list(zip(*rows))
    return cols[0][1] * cols[1][1]


def p_tup(x):
    return sum(tuple(v * v for v in x))


def p_anyc(x):
    return np.sum(x) if any(v > 1 for v in x) else np.prod(x)


def p_allc(x, y):
    return np.sum(x) if all(u > v for u, v in zip(x, y)) else np.prod(x)


class W:
    def __init__(s, k):
        s.k = k

    def __call__(s, t):
        return t * s.k * t


w_ = W(2.0)


def p_handler(a):
    try:
        r = [1.0][3]
    except IndexError:
        r = w_(a)
    return r


def p_final(a):
    r = 1.0
    try:
        r = a
    finally:
        r = r * w_(a)
    return r


def p_else(a):
    try:
        r = a
    except IndexError:
        r = w_(a)
    else:
        r = r * w_(a)
    return r


S = {0, 2}


def p_s1(x):
    return sum(x[i] for i in range(3) if i in {0, 1})


def p_s2(x):
    s = {i * i for i in range(3)}
    return x[max(s) - 3] * len(s) * (x[0] if 4 in s else 1.0)


def p_s3(x):
    s = set()
    for i in range(3):
        s.add(i)
    return x[0] * len(s)


def p_s4(x):
    return sum([x[i] for i in sorted({2, 0})])


def p_s5(x):
    s = {0, 1} | {2}
    t = 0.0
    for i in sorted(s):
        t += x[i] * i
    return t


def p_s6(x):
    seen = set()
    t = 0.0
    for v in x:
        k = int(v * 2)
        if k in seen:
            continue
        seen.add(k)
        t += v * v
    return t


def p_s7(x):
    return np.sum(x[list({0, 2})])


def p_z(x, y):
    return sum([u for u in zip(x, y)][0])


def p_all3(x, y):
    return np.sum(x) if max(u > v for u, v in zip(x, y)) else np.prod(x)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED: set[str] = set()
