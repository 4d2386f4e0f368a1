"""Arguments in every form, results of every form."""

import numpy as np, functools, math, operator
from dataclasses import dataclass


def sq(t):
    return t * t


def lin(t, k=2.0):
    return k * t


def pair(p):
    return p[0] * np.sin(p[1])


def total(seq):
    s = 0.0
    for v in seq:
        s = s + v * v
    return s


def two(t):
    return np.sin(t), t * t


def struct(d):
    return d["a"] * d["b"]


def many(t, *rest, scale=1.0, **kw):
    s = t * scale
    for r in rest:
        s = s + r * r
    for k in kw:
        s = s + kw[k]
    return s


def rest_only(*args):
    return args[0] * args[1]


def kwonly(t, *, k):
    return t * k


def posonly(t, k, /):
    return t * k


def defnone(t, k=None):
    if k is None:
        return t
    return t * k


DEF = np.array([1.0, 2.0, 3.0])


def defarr(t, k=DEF):
    return np.sum(t * k)


def deftuple(t, k=(2.0, 3.0)):
    return t * k[0] + k[1] * t * t


def defcall(t, f=np.sin):
    return f(t)


def defcall2(t, f=sq):
    return f(t)


def three(t):
    return t, t * t, t * t * t


def p_nested(a, b):
    return sq(a) + lin(sq(b)) * two(b)[0]


def p_subscript(x):
    return x[int(len(x)) - 1] * two(x)[1][0]


def p_cond(a):
    if sq(a) > 1.0:
        return sq(a)
    return lin(a)


def p_tuplearg(a, b):
    return pair((a, b))


def p_listarg(a, b):
    return total([a, b * a, b])


def p_listlit(a, b):
    return pair([a * b, b])


def p_dictarg(a, b):
    return struct({"a": a * b, "b": b})


def p_star(a, b):
    t = (a * b, b)
    return pair(t) + rest_only(*t)


def p_star2(a, b):
    return many(a, *two(b), scale=b)


def p_varargs(a, b):
    return many(a, b, a * b)


def p_kwargs(a, b):
    return many(a, u=b, v=a * b)


def p_kwstar(a, b):
    d = {"k": a * b}
    return kwonly(a, **d) + lin(b, **d)


def p_kwonly(a, b):
    return kwonly(a, k=b) + posonly(a, b)


def p_defnone(a, b):
    return defnone(a) + defnone(a, b)


def p_defarr(x):
    return defarr(x) + defarr(x, x)


def p_deftuple(a):
    return deftuple(a)


def p_defcall(a):
    return defcall(a) + defcall(a, np.cos) + defcall2(a) + defcall2(a, lin)


def p_unpackcall(a):
    s, q = two(a)
    return s * q


def p_unused(a):
    _, q, _ = three(a)
    return q


def p_method(x):
    return two(x)[0].sum() * two(x)[1].max()


def p_compexpr(a, b):
    return (sq(a) if a > 0 else lin(a)) * lin(k=b, t=a)


def p_while(a):
    s = a
    while sq(s) < 100.0:
        s = lin(s) + sq(a)
    return s


def p_loopcall(x):
    s = 0.0
    for i in range(len(x)):
        s += sq(x[i]) * lin(s) + sq(sq(x[i]))
    return s


def p_bool(a, b):
    return sq(a) and lin(b)


def p_augcall(x):
    y = np.zeros(3)
    y[0] = sq(x[1])
    y[1] += lin(x[0])
    y[2] += sq(y[0])
    return np.sum(y * x)


def p_tupidx(a, b):
    return two(a)[0] * two(b)[1]


def p_callincallstruct(a, b):
    return total([sq(a), two(b)[0]])


def p_lenzero(a):
    return a + total([])


def outer_h(f, t):
    return f(f(t))


def p_hof_global(a):
    return outer_h(sq, a) + outer_h(np.sin, a)


def p_partial(a, b):
    g = functools.partial(lin, k=b)
    return g(a) + g(b)


GP = functools.partial(lin, k=3.0)


def p_gpartial(a):
    return GP(a)


def p_reduce(x):
    return functools.reduce(lambda u, v: u * v + u, x)


def p_reduceop(x):
    return functools.reduce(operator.mul, x, 1.0)


def p_map(x):
    return sum(map(sq, x))


def p_filter(x):
    return sum(filter(lambda t: t > 0.5, x))


def p_mapl(x):
    l = list(map(lambda t: t * t * x[0], x))
    return l[0] * l[2]


def p_sorted(x):
    l = sorted(x, key=lambda t: -t)
    return l[0] * 2 + l[1] * 3


def p_maxkey(x):
    return max(x, key=lambda t: (t - 1) ** 2)


def p_mindefault(x):
    return min([], default=x[0]) + min(x[0], x[1])


def p_sumstart(x):
    return sum(x, start=x[1])


def p_sumgen(x):
    return sum(t * t for t in x)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_bool",
    "p_callincallstruct",
    "p_filter",
    "p_kwargs",
    "p_listarg",
    "p_map",
    "p_mapl",
    "p_sorted",
    "p_star2",
    "p_sumgen",
    "p_varargs",
}
