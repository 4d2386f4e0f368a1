"""Sets, queues and iterators whose state a condition or a factor reads while it changes."""

import collections

import numpy as np


def p_o1(x):
    seen = []
    t = 0.0
    for v in x:
        k = int(v * 2)
        if k in seen:
            continue
        seen.append(k)
        t += v * v
    return t


def p_o2(x):
    seen = {}
    t = 0.0
    for v in x:
        k = int(v * 2)
        if k in seen:
            continue
        seen[k] = True
        t += v * v
    return t


def p_o3(x):
    seen = set()
    t = 0.0
    for v in x:
        seen.add(int(v))
        t += v * v * len(seen)
    return t


def p_o4(x):
    seen = set()
    t = 0.0
    for v in x:
        if seen:
            t += v * v
        else:
            t += v
        seen.add(1)
    return t


def p_o6(x):
    seen = set()
    t = 0.0
    for v in x:
        a = seen
        t += v * v if a else v
        a.add(1)
    return t


def p_o7(x):
    seen = {5}
    t = 0.0
    for v in x:
        t += v * v if 1 in seen else v
        seen |= {1}
    return t


def p_o9(x):
    it = iter([2, 3, 4])
    t = 0.0
    for v in x:
        t += v * v * next(it)
    return t


def mark(s, k):
    s.add(k)


def p_o10(x):
    s = set()
    t = 0.0
    for v in x:
        t += v * v if len(s) > 1 else v
        mark(s, v > 0.5)
        mark(s, int(v * 10))
    return t


def p_o11(x):
    s = set()
    t = 0.0
    for v in x:
        if not s and v > 0:
            t += v * v
        s.add(1)
    return t


def p_o12(x):
    s = set()
    t = 0.0
    for v in x:
        if s and v > 0:
            t += v * v
        s.add(1)
    return t


def p_o13(x):
    s = set()
    i = 0
    t = 1.0
    while len(s) < 2:
        s.add(i)
        t = t * x[i] + x[len(s)]
        i += 1
    return t


def p_o15(x):
    d = collections.defaultdict(list)
    for i in range(3):
        d[i % 2].append(i)
    t = 1.0
    for k in d:
        for i in d[k]:
            t = t * x[i] + 1.0
    return t


def p_l1(x):
    s = []
    t = 0.0
    for v in x:
        if s and v > 0:
            t += v * v
        s.append(1)
    return t


def p_l2(x):
    s = []
    t = 0.0
    for v in x:
        t += v * v if s and s[-1] > 0 else v
        s.append(1)
    return t


def p_l3(x):
    s = {}
    t = 0.0
    for v in x:
        if s and v > 0:
            t += v * v
        s[1] = 1
    return t


def wt(s, v):
    return v * v * len(s)


def wt2(s, v):
    if 1 in s:
        return v * v
    return v


def p_h1(x):
    s = set()
    t = 0.0
    for v in x:
        t += wt(s, v)
        s.add(v > 1)
    return t


def p_h2(x):
    s = set()
    t = 0.0
    for v in x:
        t += wt2(s, v)
        s.add(int(v))
    return t


def p_h3(x):
    s = set()

    def g(v):
        return v * v if 1 in s else v

    t = 0.0
    for v in x:
        t += g(v)
        s.add(int(v))
    return t


def p_h4(x):
    s = set()
    return sum([v * v * len(s) if s.add(int(v)) is None else v for v in x])


SEEN = set()


def h5(v):
    SEEN.add(int(v * 10))
    return v * v * len(SEEN)


def p_h5(x):
    SEEN.clear()
    t = h5(x[0]) + h5(x[1]) * h5(x[2])
    return t * (len(SEEN) + 1)


def p_h6(x):
    import random

    r = random.Random(1)
    t = 0.0
    for v in x:
        t += v * v if r.random() > 0.5 else v * r.gauss(0, 1)
    return t


def p_h7(x):
    q = iter([1, 0, 1])
    t = 0.0
    for v in x:
        if next(q):
            t += v * v
    return t


def p_h8(x):
    s = {0}
    r = 1.0
    while s:
        i = s.pop()
        r = r * x[i] + x[len(s)]
        if i < 2:
            s.add(i + 1)
    return r


def p_l4(x):
    s = {}
    t = 0.0
    for v in x:
        if s:
            t += v * v
        s[1] = 1
    return t


def p_l5(x):
    s = {}
    t = 0.0
    for v in x:
        t += v * v * len(s)
        s[int(v * 10)] = 1
    return t


def p_l6(x):
    s = {0: 0, 1: 0}
    t = 0.0
    for v in x:
        t += v * v * s[int(v)]
        s[int(v)] += 1
    return t


def p_l7(x):
    s = [0, 0]
    t = 0.0
    for v in x:
        t += v * v * s[int(v)]
        s[int(v)] += 1
    return t


def p_l8(x):
    s = {}
    t = 0.0
    for v in x:
        t += v * v * s.get(int(v), 2)
        s[int(v)] = s.get(int(v), 0) + 1
    return t


def p_l9(x):
    s = []
    t = 0.0
    for v in x:
        if not s or v > s[-1]:
            s.append(v)
            t += v * v
        else:
            s.pop()
    return t * len(s)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED: set[str] = set()
