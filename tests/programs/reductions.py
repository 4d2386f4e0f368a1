"""reduce, sum, min and max with functions."""

import numpy as np, functools, operator
from functools import reduce


def step(s, v):
    return s * 0.5 + v * v


def p_red1(x):
    return reduce(step, x)


def p_red2(x, b):
    return reduce(lambda s, v: s * b + v, x, b)


def p_red3(x):
    return reduce(operator.mul, x)


def p_red4(x):
    return reduce(np.maximum, x)


def p_red5(a, b):
    return reduce(lambda s, v: s * v, [a, b, a * b])


def p_red6(w):
    return np.sum(reduce(np.matmul, [w, w, w]))


def p_red7(a, b):
    fs = [lambda t: t * a, np.sin, lambda t: t + b]
    return reduce(lambda acc, f: f(acc), fs, a)


def p_sum1(x, b):
    return sum(x, b)


def p_sum2(x, b):
    return sum(x, start=b * b)


def p_sum3(x):
    return sum(x, 0)


def p_max1(x, b):
    return max(x, key=lambda v: (v - b) ** 2)


def p_max2(a, b):
    return max(a, b, key=lambda v: -v)


def p_max3(x):
    return max(x, default=0.0) if len(x) > 5 else max([x[0], x[1]], default=1.0)


def p_max4(x):
    return min([], default=x[0])


def p_max5(x):
    return max(x, key=abs) * min(x, key=None)


def p_min1(x):
    return min(x[1:], key=np.sin)


def p_mx1(x):
    return max(x) * min(x)


def p_mx2(a, b):
    return max([a, b, 0.2]) * min((a, b))


def p_mx3(a, b):
    return max(a, b, 1.0) * min(a, b, a * b)


def p_mx4(x):
    return max(*x)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_max2",
    "p_max3",
    "p_mx4",
    "p_red5",
    "p_red6",
}
