"""Iterators with names: they are empty the second time, and read their variables late."""

import numpy as np


def p_k1(x):
    m = map(lambda v: v * v, x)
    return sum(m) + sum(m)


def p_k2(x):
    m = (v * v for v in x)
    return sum(m) + 2 * sum(m)


def p_k3(x, y):
    z = zip(x, y)
    t = 0.0
    for u, v in z:
        t += u * v
    for u, v in z:
        t += u * v
    return t


def p_k4(x):
    z = iter(x)
    t = 0.0
    for u in z:
        t += u
    for u in z:
        t += u
    return t


def p_k5(x):
    z = iter([x[0], x[1]])
    t = 0.0
    for u in z:
        t += u
    for u in z:
        t += u
    return t


def p_k6(x):
    z = reversed(x)
    return sum(list(z)) + sum(list(z))


def p_k7(x):
    m = filter(lambda v: v > 0.5, x)
    a = sum(m)
    for v in m:
        a = a * v
    return a


def tot(items):
    return sum(items) + sum(items)


def p_k8(x):
    return tot(v * v for v in x)


def p_k9(x):
    return tot(map(np.sin, x))


def p_k10(x):
    m = map(np.sin, x)
    return sum(m)


def p_k11(x):
    m = (v * v for v in x)
    t = 0.0
    for v in m:
        t += v
        if t > 0.6:
            break
    for v in m:
        t = t * v
    return t


def once(items):
    return sum(items)


def p_k12(x):
    return once(v * v for v in x)


def p_k13(x):
    m = (v * v for v in x)
    x = x * 2
    return sum(m)


def p_k14(x):
    y = x.copy()
    m = (v * v for v in y)
    y[1] = 5 * x[0]
    return sum(m)


def p_k15(x, b):
    c = b
    m = (v * c for v in x)
    c = 5.0
    return sum(m)


def p_k16(x):
    m = [v for v in x]
    return sum(m) + sum(m)


def p_k17(x, b):
    fs = map(lambda v: v * b, x)
    b = 5.0
    return sum(fs)


def p_k18(x):
    d = {0: x[0], 1: x[1]}
    v = d.values()
    return sum(v) + sum(v)


def p_a(x):
    a, b, c = [v * v for v in x]
    return a * b + c


def p_b(x):
    return [v * v for v in x][1] * sorted(x)[0] * list(x)[-1]


def p_c(x):
    l = [v * v for v in x]
    a, b, c = l
    return a * b + c


def p_d(x):
    a, b, c = sorted(x)
    return a * b + c * c


def p_e(x):
    return list(zip(x, x * 2))[1][1]


def p_f(x, y):
    l = [*x, *y]
    return l[0] * l[4]


def p_g(x, y):
    z = np.array([*x, 1.0, *y])
    return np.sum(z * z)


def p_h(x, b):
    l = [v * v for v in x]
    m = [*l, b, *l[:1]]
    return m[0] * m[3] * m[4]


def p_i(x, b):
    t = (*x, b)
    return t[0] * t[3]


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_k1",
    "p_k2",
    "p_k3",
    "p_k4",
    "p_k5",
    "p_k6",
    "p_k7",
    "p_k8",
    "p_k9",
    "p_k11",
    "p_k12",
    "p_k13",
    "p_k14",
    "p_k15",
    "p_k17",
}
