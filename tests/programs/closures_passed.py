"""Closures handed on, live ones, nonlocal state."""

import numpy as np


def mk():
    def helper(t):
        for i in range(2):
            t = t * t
        return t

    k = 2.0
    fs = {"u": helper}

    def p(a, b):
        return helper(a) * helper(a * b) * k

    return p


p_capfun = mk()


def mk2(k):
    def helper(t):
        for i in range(2):
            t = t * t * k
        return t

    return helper


H1 = mk2(2.0)
H2 = mk2(3.0)


def p_livecl(a, b):
    return H1(a) * H2(b) * H1(b)


def mk3():
    h1 = mk2(2.0)
    h2 = mk2(3.0)

    def p(a, b):
        return h1(a) * h2(b) * h1(b)

    return p


p_livecl2 = mk3()


def deco(f):
    def wrapper(*args, **kwargs):
        r = f(*args, **kwargs)
        return r * r

    return wrapper


@deco
def dd(t, k=2.0):
    return t * t * k


def p_dd(a, b):
    return dd(a) * dd(b, k=a)


class C:
    def __init__(self, k):
        self.k = k

    def outer(self, t):
        def inner(u):
            return u * self.k

        return inner(inner(t))


c = C(2.0)


def p_methclosure(a):
    return c.outer(a)


def p_self_closure(a, b):
    def f(t, n):
        return t if n == 0 else g(t * b, n - 1)

    def g(t, n):
        return t * a if n == 0 else f(np.sin(t), n - 1)

    return f(a, 3)


def p_defaults(a, b):
    def f(t, k=b, m=2.0):
        return t * k * m

    return f(a) * f(b, 3.0) * f(b, m=a)


def p_nl_nested(a, b):
    count = 0
    total = 0.0

    def add(t):
        nonlocal count, total
        count += 1
        total = total + t * count

    for i in range(3):
        add(a * i)
        if i > 0:
            add(b)
    return total * count


def p_nl_cond(a, b):
    best = a

    def update(t):
        nonlocal best
        if t > best:
            best = t * b
            return True
        return False

    u = update(a * 2)
    if update(b * 9):
        best = best * 2
    return best


def p_nl_expr(a, b):
    s = a

    def nxt():
        nonlocal s
        s = s * b
        return s

    return nxt() + nxt() * nxt()


def p_nl_aug(a, b):
    s = a

    def nxt():
        nonlocal s
        s += b
        return s * s

    t = 0.0
    for i in range(3):
        t += nxt()
    return t


def p_nl_inner(a, b):
    s = a

    def outer():
        def inner():
            nonlocal s
            s = s * b

        inner()
        inner()
        return s

    return outer() + s


def p_kwclos(a, b):
    def f(u, *, v, w=1.0):
        return u * v * w * b

    return f(a, v=b) + f(v=a, u=b, w=a)


def p_starclos(a, b):
    def f(*us, **kw):
        return us[0] * us[1] * kw["z"] * b

    return f(a, b, z=a)


def apply_all(fs, t):
    return fs[0](t) * fs[1](t)


def p_applyall(a, b):
    return apply_all((lambda t: t * a, lambda t: np.sin(t) * b), a * b)


def p_applylist(a, b):
    return apply_all([np.sin, lambda t: np.sin(t) * b], a * b)


def facts(k):
    def up(t):
        return t * k

    def down(t):
        return t / k

    return up, down


def p_pairfact(a, b):
    up, down = facts(a)
    return up(b) * down(up(b * b))


def counter(k):
    m = k * 2
    return lambda t: t * m + k


def p_loopfact(a, b):
    s = b
    f = counter(a)
    for i in range(3):
        g = counter(s)
        s = f(s) * g(0.1)
        f = g
    return s


def p_isnone(a, b):
    def run(t, f=None):
        if f is None:
            return t
        return f(t)

    return run(a) * run(a, lambda u: u * b) * run(b, np.sin)


def fold(f, xs, init):
    s = init
    for v in xs:
        s = f(s, v)
    return s


def p_foldarr(x, b):
    return fold(lambda s, v: s * b + v * v, x, 0.0)


def p_bigbody(x, b):
    def step(v, i):
        u = v.copy()
        u[i] = u[i] * b
        w = np.sin(u)
        return w + v

    v = x
    for i in range(3):
        v = step(v, i)
    return np.sum(v * v)


def p_captured_rebound(a, b):
    def f(t):
        return t * w

    w = a
    r = f(b)
    w = a * b
    r = r * f(b)
    for i in range(2):
        w = w * r
        r = r + f(a)
    return r


def p_name_clash(a, b):
    f_reverse = a * 2
    f_ans = b
    function = 2.0
    f = lambda t: t * f_reverse * f_ans
    return f(f(a)) * function


def bis(f, lo, hi):
    for i in range(30):
        mid = (lo + hi) / 2
        if f(mid) > 0:
            hi = mid
        else:
            lo = mid
    return (lo + hi) / 2


def p_nested_apply(a, b):
    def outer(f, t):
        return f(lambda u: u * t)

    return outer(lambda g: g(a) * g(b), b)


def p_lambda_default_none(a):
    g = lambda t, s=None: t if s is None else t * s
    return g(a) * g(a, a)


def p_sumlambda(a, b):
    w = (a, b)
    dot = lambda u, v: u[0] * v[0] + u[1] * v[1]
    return dot(w, w) * dot((a, a), (b, 1.0))


# Right or refused: what is not taken yet, and what cannot be.
REFUSED: set[str] = set()
