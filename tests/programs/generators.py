"""Generator functions, gone through in place."""

import itertools
import random

import numpy as np


def g_sq(x):
    for a in x:
        yield a * a


def g_state(x, r):
    s = 0.0
    for a in x:
        s = s * r + a
        yield s


def g_if(x):
    for a in x:
        if a > 0.5:
            yield np.sin(a)


def g_two(x):
    yield x[0] * x[1]
    yield x[2]
    yield np.sum(x)


def g_pairs(x):
    for i in range(len(x)):
        for j in range(i + 1, len(x)):
            yield x[i], x[j]


def g_while(a):
    while a < 20.0:
        a = a * a + 1.0
        yield a


def g_from(x, y):
    yield from g_sq(x)
    yield from y


def g_fib(a, b, n):
    for _ in range(n):
        yield a
        a, b = b, a + b


def g_return(x):
    for a in x:
        if a > 1.0:
            return
        yield a * 2


def g_inf(a):
    while True:
        yield a
        a = a * 0.5


def p_for(x):
    t = 0.0
    for v in g_sq(x):
        t += v * v
    return t


def p_sum(x):
    return sum(g_sq(x))


def p_list(x):
    l = list(g_sq(x))
    return l[0] * l[1] + l[2]


def p_state(x, b):
    t = 1.0
    for v in g_state(x, b):
        t = t * 0.5 + np.sin(v)
    return t


def p_if(x):
    return sum(g_if(x))


def p_two(x):
    t = 1.0
    for v in g_two(x):
        t = t * v + v
    return t


def p_pairs(x):
    t = 0.0
    for u, v in g_pairs(x):
        t += np.exp(-((u - v) ** 2))
    return t


def p_while(a):
    t = 0.0
    for v in g_while(a):
        t += np.log(v)
    return t


def p_from(x, y):
    t = 0.0
    for v in g_from(x, y):
        t += v**3
    return t


def p_zip(x, y):
    t = 0.0
    for u, v in zip(g_sq(x), y):
        t += u * v
    return t


def p_enum(x):
    t = 0.0
    for i, v in enumerate(g_sq(x)):
        t += v * i
    return t


def p_fib(a, b, n):
    return sum(g_fib(a, b, 6))


def p_max(x):
    return max(g_sq(x)) * min(g_sq(x))


def p_array(x):
    z = np.array(list(g_sq(x)))
    return np.sum(z * x)


def p_comp(x):
    z = [v * 2 for v in g_sq(x) if v > 0.2]
    return sum(z)


def p_ret(x):
    t = 0.0
    for v in g_return(x):
        t += v * v
    return t


def p_break(x):
    t = 0.0
    for v in g_sq(x):
        if v > 1.0:
            break
        t += v
    return t


def p_inf(a):
    t = 0.0
    for v in g_inf(a):
        if v < 0.1:
            break
        t += v * v
    return t


def p_isl(a):
    return sum(itertools.islice(g_inf(a), 4))


def p_tuple(x):
    a, b, c = g_two(x)
    return a * b * c


def p_inner(x, b):
    def g(u):
        for a in u:
            yield a * b

    return sum(g(x)) * sum(g(x * x))


def p_genvar(x):
    it = g_sq(x)
    t = 0.0
    for v in it:
        t += v * t + v
    return t


def p_star(x):
    return np.sum(np.array([*g_sq(x), *x]))


def p_genarg(x):
    def tot(items):
        t = 0.0
        for v in items:
            t += v * v
        return t

    return tot(g_sq(x))


def chunks(x, n):
    for i in range(0, len(x), n):
        yield x[i : i + n]


def p_chunks(x, y):
    t = 0.0
    for c in chunks(np.concatenate([x, y]), 2):
        t += np.prod(c)
    return t


class Walk:
    def __init__(self, k):
        self.k = k

    def __iter__(self):
        for i in range(3):
            yield self.k * i

    def steps(self, x):
        for a in x:
            yield a * self.k


WALK = Walk(2.0)


def p_meth(x):
    t = 0.0
    for v in WALK.steps(x):
        t += v * v
    return t


def p_iter(a):
    t = 0.0
    for v in WALK:
        t += v * a
    return t


def p_dictgen(x):
    d = dict(enumerate(g_sq(x)))
    return d[0] * d[2]


def p_sortedg(x):
    l = sorted(g_sq(x))
    return l[0] * 3 + l[1]


def p_any(x):
    if any(v > 1.0 for v in g_sq(x)):
        return np.sum(x)
    return np.prod(x)


def g_newton(f, x0):
    x = x0
    for _ in range(4):
        x = x - f(x) / 3.0
        yield x


def p_newton(a):
    last = a
    for v in g_newton(lambda t: t * t - 2.0 * a, a):
        last = v
    return last


def g_send(x):
    t = 0.0
    for a in x:
        r = yield a * t
        t += a


def g_tree(w, d):
    if d == 0:
        yield np.sum(w)
        return
    yield from g_tree(w * 0.5, d - 1)
    yield from g_tree(w[::-1], d - 1)


def p_tree(x):
    t = 0.0
    for v in g_tree(x, 2):
        t += v * v
    return t


def g_try(x):
    try:
        for a in x:
            yield a * 2.0
    finally:
        pass


def p_try(x):
    return sum(g_try(x))


def p_nested(x, y):
    t = 0.0
    for u in g_sq(x):
        for v in g_sq(y):
            t += u * v * u
    return t


def p_contin(x):
    t = 0.0
    for v in g_sq(x):
        if v < 0.3:
            continue
        t += v * v
    else:
        t *= 2.0
    return t


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_isl",
    "p_genarg",
}
