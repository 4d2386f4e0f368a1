"""Functions inside functions, lambdas, factories."""

import numpy as np, functools, math, operator


def sq(t):
    return t * t


def p_lambda(a):
    f = lambda t: t * t
    return f(a) + f(f(a))


def p_lambdacap(a, b):
    f = lambda t: t * b
    return f(a) * f(b)


def p_nesteddef(a, b):
    def g(t):
        u = t * b
        return u * np.sin(t)

    return g(a) + g(b)


def p_late(a, b):
    w = a

    def g(t):
        return t * w

    s = g(b)
    w = w * b
    return s + g(b)


def p_loopvar(x):
    fs = 0.0
    for i in range(3):

        def g(t):
            return t * x[i]

        fs = fs + g(x[0])
    return fs


def p_nonlocal(a, b):
    c = a

    def bump(t):
        nonlocal c
        c = c * t
        return c + 1.0

    u = bump(b)
    v = bump(a)
    return u * v * c


def p_nonlocal0(a, b):
    c = a

    def bump(t):
        nonlocal c
        c = c * t

    bump(b)
    bump(b)
    return c


def rk4(f, y, t, h):
    k1 = f(t, y)
    k2 = f(t + h / 2, y + h / 2 * k1)
    k3 = f(t + h / 2, y + h / 2 * k2)
    k4 = f(t + h, y + h * k3)
    return y + h / 6 * (k1 + 2 * k2 + 2 * k3 + k4)


def p_rk4(a, b):
    def f(t, y):
        return -a * y + np.sin(t * b)

    y = b
    for i in range(4):
        y = rk4(f, y, i * 0.1, 0.1)
    return y


def p_rk4l(a, b):
    return rk4(lambda t, y: -a * y * y, b, 0.0, 0.1)


def p_rk4global(a, b):
    return rk4(damp, b, a, 0.1)


def damp(t, y):
    return -y * t


def p_held_tuple(a, b):
    fs = (lambda t: t * t, lambda t: b * t)
    return fs[0](a) * fs[1](a)


def p_held_dict(a, b):
    fs = {"s": lambda t: t * t, "l": np.sin}
    return fs["s"](a) * fs["l"](b)


def p_forfs(a, b):
    s = a
    for f in (np.sin, lambda t: t * b, sq):
        s = f(s)
    return s


def p_forfslist(a, b):
    s = a
    for f in [np.sin, np.cos, sq]:
        s = f(s)
    return s


def p_condfun(a, b):
    f = np.sin if a > 0 else np.cos
    return f(a) * b


def p_condlambda(a, b):
    if a > 1.0:
        f = lambda t: t * b
    else:
        f = lambda t: t
    return f(a)


def p_rec(a, n):
    def power(t, k):
        if k == 0:
            return 1.0
        return t * power(t, k - 1)

    return power(a, n)


def p_reccap(a, b, n):
    def power(k):
        if k == 0:
            return b
        return a * power(k - 1)

    return power(n)


def p_twolevel(a, b):
    def g(t):
        def h(u):
            return u * b * t

        return h(t) + h(a)

    return g(a)


def p_inclosure_args(a, b):
    def apply(f, t):
        return f(t) * a

    return apply(lambda u: u * b, a) + apply(np.sin, b)


def factory(k):
    def scaled(t):
        return t * k

    return scaled


def p_factory(a, b):
    f = factory(b)
    g = factory(a)
    return f(a) * g(b) + f(b)


def compose(f, g):
    return lambda t: f(g(t))


def p_compose(a, b):
    h = compose(np.sin, lambda t: t * b)
    return h(a)


def make(k):
    arr = np.array([1.0, 2.0, k])

    def p(x):
        return np.sum(arr * x * helper_c(x))

    def helper_c(x):
        return x * k

    return p


p_primal_closure = make(2.5)
fa, fb = factory(2.0), factory(3.0)


def p_live_closures(a):
    return fa(a) * fb(a)


def p_defaultcap(a, b):
    g = lambda t, k=b: t * k
    b2 = b * a
    return g(a) + g(a, b2)


def p_partial_l(a, b):
    g = functools.partial(lambda u, v: u * v * a, b)
    return g(a)


def p_defloop(x):
    total = 0.0

    def add(t):
        return total + t * t

    for i in range(3):
        total = add(x[i])
    return total


def p_arraycap(x):
    y = x * 2.0

    def at(i):
        return y[i] * y[i - 1]

    s = 0.0
    for i in range(3):
        s += at(i)
    y = y * x
    return s + at(0)


def p_capwrite(x):
    y = np.zeros(3)

    def put(i, v):
        y[i] = v * v

    for i in range(3):
        put(i, x[i])
    return np.sum(y * x)


def newton(f, df, x0, n):
    z = x0
    for i in range(n):
        z = z - f(z) / df(z)
    return z


def p_newton(a, n):
    return newton(lambda z: z * z - a, lambda z: 2 * z, 1.0, n)


def p_curried(a, b):
    return (lambda t: lambda u: t * u)(a)(b)


def p_immediate(a):
    return (lambda t: t * t)(a)


def p_ternlambda(a):
    return (lambda t: t * t if t > 0 else -t)(a)


def p_mapc(x, b):
    return sum(map(lambda t: t * b, x))


def p_sortlam(x, b):
    return sorted(x, key=lambda t: t * b)[0] * b


def p_starlam(a, b):
    f = lambda *args: args[0] * args[1]
    return f(a, b)


def p_kwlam(a, b):
    f = lambda **kw: kw["u"] * kw["v"]
    return f(u=a, v=b)


def p_strucreturn(a, b):
    def g(t):
        return {"u": t * b, "v": (t, b)}

    r = g(a)
    return r["u"] * r["v"][0] * r["v"][1]


def p_earlyret(a, b):
    def g(t):
        if t > 1.0:
            return t * b
        return t

    return g(a) + g(b)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_capwrite",
    "p_condlambda",
    "p_mapc",
    "p_sortlam",
}
