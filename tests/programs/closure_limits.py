"""Closures where it is easy to be wrong: late binding, defaults, swapped names."""

import numpy as np


def ap(f, t):
    return f(t)


def p_fs(a, b):
    def g(t):
        return t * b

    fs = [g, g]
    return fs[0](a) * fs[1](b)


def p_vec(x, b):
    def g(t):
        return t * b

    return np.sum(np.vectorize(g)(x))


def p_ifdef(a, b):
    if a > 0:

        def g(t):
            return t * b
    else:

        def g(t):
            return t

    return g(a)


def p_redef(a, b):
    def g(t):
        return t * a

    r = g(b)

    def g(t):
        return t * b * t

    return r * g(a)


def p_redef_lam(a, b):
    g = lambda t: t * a
    h = lambda t: g(t) * b
    r = h(b)
    g = lambda t: t * b * t
    return r * h(a)


def p_loopdef(x):
    s = 0.0
    fs = []
    for i in range(3):
        fs = fs + [lambda t: t * x[i]]
    for f in fs:
        s = s + f(x[0])
    return s


def p_loopdef2(x):
    f = lambda t: t
    s = 0.0
    for i in range(3):
        s = s + f(x[i])
        f = lambda t: t * x[i]
    return s + f(x[0])


def p_whilecond(a, b):
    def small(t):
        return t * b < 5.0

    while small(a):
        a = a * 2
    return a


def p_tern(a, b):
    g = lambda t: t * b
    return g(a) if a > 0 else g(b)


def p_boolop(a, b):
    ok = lambda t: t > b
    if ok(a) and not ok(-a):
        return a * b
    return a


def p_swap(a, b):
    f = lambda t: t * a
    g = lambda t: t + b
    f, g = g, f
    return f(a) * g(b)


def p_loopswap(a, b):
    f = lambda t: t * a
    g = lambda t: t + b
    s = a
    for i in range(3):
        s = f(s)
        f, g = g, f
    return s


def p_closure_in_tuple_arg(a, b):
    def run(pair):
        return pair[0](pair[1])

    return run((lambda t: t * b, a))


def p_closure_dict_arg(a, b):
    def run(d):
        return d["f"](d["x"])

    return run({"f": lambda t: t * b, "x": a})


def p_print(a, b):
    f = lambda t: t * b
    str(f)
    return f(a)


def p_closure_cmp(a, b):
    f = lambda t: t * b
    g = f
    if g is f:
        return g(a)
    return a


def p_capt_array_view(x, b):
    v = x[1:]

    def tot():
        return np.sum(v * b)

    r = tot()
    v = v * 2
    return r * tot()


def p_mut_captured(x, b):
    y = x.copy()

    def s():
        return np.sum(y * y)

    r = s()
    y[0] = b
    y *= 2.0
    return r * s()


def p_two_kinds(x, b):
    f = lambda t: t * t * b
    return f(b) + np.sum(f(x))


def p_recursive_lambda(a, n):
    f = lambda t, k: t if k == 0 else f(t * a, k - 1)
    return f(a, n)


def p_pass_rec(a, b):
    def f(t, k):
        return t if k == 0 else b * f(t, k - 1)

    return ap(lambda u: f(u, 2), a)


def p_pass_rec2(a, b):
    def f(t, k=2):
        return t if k == 0 else b * f(t, k - 1)

    return ap(f, a)


def p_argname(a, b):
    # captured name equal to a parameter of the callee
    def run(f, b):
        return f(b) * b

    return run(lambda t: t * b, a)


def p_argname2(a, b):
    def run(f, s):
        b = s * 2
        return f(b) * b

    return run(lambda t: t * b * a, a)


def p_default_mut(a, b):
    k = b
    f = lambda t, m=k: t * m
    k = a * 3
    return f(a)


def p_default_loop(x):
    s = 0.0
    f = lambda t: t
    for i in range(3):
        g = lambda t, j=i: t * x[j]
        s = s + f(x[i])
        f = g
    return s


def p_nl_passed(a, b):
    s = a

    def bump(t):
        nonlocal s
        s = s * t
        return s

    return ap(bump, b) * s


def p_nl_sibling(a, b):
    s = a

    def bump(t):
        nonlocal s
        s = s * t

    def twice(t):
        bump(t)
        bump(t)

    twice(b)
    return s


def p_nl_while(a, b):
    s = a

    def more():
        nonlocal s
        s = s * 2
        return s < 10

    while more():
        a = a * s
    return a * s


def p_nl_read_between(a, b):
    s = a

    def nxt():
        nonlocal s
        s = s * b
        return s

    return s + nxt()


def p_nl_ternary(a, b):
    s = a

    def nxt():
        nonlocal s
        s = s * b
        return s

    t = nxt() if a > 0 else 0.0
    return t * s


def mk_(k):
    def f(t):
        return t * k

    k = k * 2
    return f


def p_fact_late(a, b):
    return mk_(a)(b)


def mk_cnt():
    c = 1.0

    def f(t):
        nonlocal c
        c = c * t
        return c

    return f


def p_fact_nl(a, b):
    f = mk_cnt()
    return f(a) * f(b)


def mk_two(flag, k):
    if flag:
        return lambda t: t * k
    return lambda t: t + k


def p_fact_two(a, b):
    return mk_two(True, a)(b)


def p_fact_two2(a, b):
    return mk_two(a > 0, a)(b)


def p_fact_inactive(a):
    f = mk_(2.0)
    return f(a)


def mk_none(k):
    return None if k is None else (lambda t: t * k)


def p_fact_none(a):
    f = mk_none(a)
    g = mk_none(None)
    return f(a) if g is None else a


def memo(f):
    cache = {}

    def g(t):
        if t not in cache:
            cache[t] = f(t)
        return cache[t]

    return g


def p_memo(a, b):
    return memo(lambda t: t * b)(a)


def p_assertlam(a):
    f = lambda t: t * t
    assert f(a) > 0
    return f(a)


def p_docdef(a):
    def g(t: float) -> float:
        """Doc."""
        # comment
        return t * t  # trailing

    return g(a)


def p_recover(x):
    n = len(x)

    def at(i):
        return x[i % n]

    return sum([at(i) * at(i + 1) for i in range(n)]) if False else at(0) * at(4)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_closure_dict_arg",
    "p_closure_in_tuple_arg",
    "p_default_loop",
    "p_default_mut",
    "p_fact_nl",
    "p_fact_none",
    "p_fact_two2",
    "p_ifdef",
    "p_loopdef2",
    "p_loopswap",
    "p_memo",
    "p_nl_passed",
    "p_nl_read_between",
    "p_nl_sibling",
    "p_nl_ternary",
    "p_nl_while",
    "p_print",
    "p_recover",
    "p_vec",
}
