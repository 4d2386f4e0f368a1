"""Decorated functions inside functions."""

import functools
from functools import cache, lru_cache, wraps

import numpy as np


def twice(f):
    @wraps(f)
    def inner(*a, **k):
        return 2 * f(*a, **k)

    return inner


def by(s):
    def deco(f):
        @wraps(f)
        def inner(t):
            return s * f(t)

        return inner

    return deco


def keep(f):
    return f


def p_a(a, b):
    @twice
    def h(t):
        return t * t * b

    return h(a)


def p_b(a, b):
    @twice
    @by(b)
    def h(t):
        return t * t

    return h(a) * h(b)


def p_c(a):
    @cache
    def h(n):
        return a if n < 1 else h(n - 1) * a + h(n - 2)

    return h(3)


def p_d(a):
    @functools.lru_cache(maxsize=None)
    def h(n):
        return a * n

    return h(3) * h(2)


def p_e(a):
    @keep
    def h(n):
        return a * n

    return h(3) * h(2)


def p_f(a):
    @twice
    def h(n):
        return a if n < 1 else a * h(n - 1)

    return h(3)


def p_g(a):
    n = 0

    def count(f):
        def inner(t):
            nonlocal n
            n += 1
            return f(t) * n

        return inner

    @count
    def h(t):
        return t * t

    return h(a) * h(a)


def p_h(a, b):
    def local(f):
        def inner(t):
            return f(t) * b

        return inner

    @local
    def h(t):
        return t * t

    return h(a)


def counted(f):
    count = 0

    @wraps(f)
    def inner(t):
        nonlocal count
        count += 1
        return f(t) * 2

    return inner


@counted
def d_cn(t):
    return t * t


def p_i(a):
    return d_cn(a) * a


@lru_cache
def module_cached(a, n):
    return a**n


def p_j(a):
    return module_cached(a, 3) * module_cached(a, 2)


def p_k(a):
    @property
    def h():
        return 1.0

    return a


def p_l(x, b):
    for k in range(2):

        @twice
        def h(t):
            return t * b * k

        x = h(x)
    return np.sum(x)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_f",
    "p_g",
    "p_i",
}
