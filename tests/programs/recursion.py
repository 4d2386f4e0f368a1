"""Recursion between functions."""

import numpy as np


def h3(t, k=2.0, m=3.0):
    for i in range(2):
        t = t * t * k + m
    return t


def p_order(a, b):
    return h3(a, m=b)


def t1(t, n):
    if n == 0:
        return t, t * 2
    u, v = t2(t * t, n - 1)
    return u * v, u


def t2(t, n):
    if n == 0:
        return t, t * 3
    u, v = t1(np.sin(t), n - 1)
    return u + v, v * t


def p_mut2(a, n):
    u, v = t1(a, n)
    return u * v


def m1(t, n):
    return t if n <= 0 else m2(t, n - 1) + m3(t, n - 2)


def m2(t, n):
    return t * t if n <= 0 else m3(t, n - 1) * m1(t, n - 1)


def m3(t, n):
    return t * t * t if n <= 0 else m2(t, n - 1) * m1(t, n - 1)


def p_mut3(a, n):
    return m1(a, n) * m3(a, n)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED: set[str] = set()
