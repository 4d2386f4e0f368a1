"""Objects made inside the function, alone and in lists, and changed by calls; second names for them."""

import numpy as np


class Arr:
    def __init__(self, a):
        self.a = a * 1.0

    def scale(self, k):
        self.a *= k

    def put(self, i, v):
        self.a[i] = v * self.a[0]

    def s(self):
        return np.sum(self.a**2)


def p_arrs(x):
    bs = [Arr(x), Arr(x * 2.0)]
    for b in bs:
        b.scale(x[0])
        b.put(1, x[2])
    return bs[0].s() * bs[1].s()


class P:
    def __init__(self, x, v=0.0):
        self.x = x
        self.v = v

    def step(self, k):
        self.x = self.x * k + self.v
        return self.x

    def reset(self):
        self.x = 0.0

    def e(self):
        return self.x * self.x + self.v


def p_reset_in_list(x):
    ps = [P(v, 1.0) for v in x]
    t = 0.0
    for p in ps:
        t += p.e()
        p.reset()
        p.step(x[0])
    return t * sum((p.x for p in ps))


def p_two_loops(x):
    ps = [P(v, 1.0) for v in x]
    for p in ps:
        p.step(2.0)
    for p in ps:
        p.x = p.x * p.v
        p.v += p.x
    t = 1.0
    for i, p in enumerate(ps):
        t = t * p.e() + i
    return t


def p_alias_then_pop(x):
    ps = [P(x[0]), P(x[1])]
    q = ps[0]
    ps.pop(0)
    q.x = q.x * 3.0
    return q.x * ps[0].x


def p_alias_index_change(x):
    ps = [P(x[0]), P(x[1])]
    i = 0
    q = ps[i]
    i = 1
    q.x = q.x * 3.0
    return ps[0].x * ps[i].x


def p_alias_replaced(x):
    ps = [P(x[0]), P(x[1])]
    q = ps[0]
    ps[0] = P(x[2])
    q.x = q.x * 3.0
    return ps[0].x * q.x


def p_alias_in_branch(x):
    a = P(x[0])
    b = P(x[1])
    q = a if x[0] > x[1] else b
    q.x = q.x * 3.0
    return a.x * b.x


def p_max_obj(x):
    ps = [P(v) for v in x]
    best = ps[0]
    for p in ps:
        if p.x > best.x:
            best = p
    best.x = best.x * 2
    return sum((p.x for p in ps))


def p_zip(x):
    ps = [P(v, 0.0) for v in x]
    qs = [P(v * 2, 1.0) for v in x]
    for p, q in zip(ps, qs):
        p.x = p.x * q.v
        q.v = q.v + p.x
        p.step(q.v)
    return sum((p.x * q.v for p, q in zip(ps, qs)))


def p_nested_lists_objs(x):
    grid = [[P(x[i] * x[j]) for j in range(2)] for i in range(2)]
    for row in grid:
        for c in row:
            c.step(2.0)
            c.v = c.x
    return grid[0][1].v * grid[1][1].x


class W:
    def __init__(self):
        self.ps = []
        self.t = 0.0

    def add(self, v):
        self.ps.append(P(v, v * v))

    def step(self, dt):
        for p in self.ps:
            p.x = p.x + dt * p.v
            self.t += dt * p.x

    def total(self):
        return sum((p.e() for p in self.ps)) + self.t


def p_obj_holds_list_objs(x):
    w = W()
    for v in x:
        w.add(v)
    for _ in range(2):
        w.step(0.5)
    return w.total() * w.ps[0].x


def p_matrix_swap_rows(x):
    m = [[x[0], x[1]], [x[2], 1.0]]
    m[0], m[1] = (m[1], m[0])
    m[0][0] *= 3.0
    return m[0][0] * m[1][1]


def p_dp_table(x):
    n = 3
    t = [[0.0 for _ in range(n + 1)] for _ in range(n + 1)]
    for i in range(1, n + 1):
        for j in range(1, n + 1):
            t[i][j] = t[i - 1][j] * x[i - 1] + t[i][j - 1] * 0.5 + x[j - 1]
    return t[n][n]


def fill(m, s):
    for i in range(len(m)):
        for j in range(len(m[i])):
            m[i][j] = m[i][j] * s + i


def p_arg_matrix(x):
    m = [[x[0], x[1]], [x[2], 2.0]]
    fill(m, x[0])
    return m[0][1] * m[1][0]


def p_list_of_arrays(x):
    ws = [x * 1.0, x * 2.0]
    for w in ws:
        w *= x[0]
        w[0] = 1.0
    return np.sum(ws[0] * ws[1])


class Net:
    def __init__(self, layers):
        self.layers = layers

    def __call__(self, h):
        for l in self.layers:
            h = l(h)
        return h

    def decay(self, k):
        for l in self.layers:
            l.w = l.w * k + 0.1 * l.last


class L2:
    def __init__(self, w, b):
        self.w = w
        self.b = b

    def __call__(self, h):
        self.last = np.tanh(self.w * h + self.b)
        return self.last


def p_net_forward_update(x):
    net = Net([L2(x[0], x[1]), L2(x[2], 0.1)])
    h = 0.5
    for _ in range(2):
        h = net(h)
        net.decay(0.9)
    return h


def p_same_in_list(x):
    p = P(x[0])
    ps = [p, p]
    for q in ps:
        q.step(2.0)
    return ps[0].x


def p_same_in_comp(x):
    p = P(x[0])
    ps = [p for _ in range(3)]
    for q in ps:
        q.step(2.0)
    return ps[0].x


class H:
    def __init__(self, p):
        self.p = p


def p_shared_sub(x):
    e = P(x[0])
    hs = [H(e), H(e)]
    for h in hs:
        h.p.step(2.0)
    return hs[0].p.x


def p_listed_then_named(x):
    a = P(x[0])
    b = P(x[1])
    ps = [a, b]
    for p in ps:
        p.step(2.0)
    return a.x * b.x


def p_named_changed_read_in_list(x):
    a = P(x[0])
    b = P(x[1])
    ps = [a, b]
    a.step(3.0)
    return sum((p.x for p in ps))


def p_while_list(x):
    ps = [P(v, 0.1) for v in x]
    n = 0
    while ps[0].x < 3.0 and n < 6:
        for p in ps:
            p.step(1.5)
        n += 1
    return ps[0].x * ps[2].x


def p_break_in_list(x):
    ps = [P(v, 0.1) for v in x]
    for p in ps:
        if p.x > 1.0:
            break
        p.step(2.0)
        p.v = p.v * p.x
    return sum((p.e() for p in ps))


def p_filter_objs(x):
    ps = [P(v, 0.1) for v in x]
    for p in ps:
        p.step(2.0)
    big = [p for p in ps if p.x > 1.0]
    return sum((p.e() for p in big))


class Spring:
    def __init__(self, a, b, k):
        self.a = a
        self.b = b
        self.k = k

    def apply(self, dt):
        f = self.k * (self.b.x - self.a.x)
        self.a.v += f * dt
        self.b.v -= f * dt


def p_springs(x):
    ps = [P(v, 0.0) for v in x]
    springs = [Spring(ps[0], ps[1], 2.0), Spring(ps[1], ps[2], 1.0)]
    for s in springs:
        s.apply(0.1)
    return sum((p.e() for p in ps))


def inter(p, q):
    p.x, q.x = (p.x * q.x, p.x + q.x)
    p.v += q.x


def p_param_list(x):
    a = P(x[0])
    b = P(x[1])
    inter(a, b)
    inter(b, a)
    return a.x * b.x * a.v


def rec(xs, x, i):
    if i < len(x):
        xs.append(x[i] ** 2)
        rec(xs, x, i + 1)
        xs[i] = xs[i] * 2.0


def p_rec_build(x):
    xs = []
    rec(xs, x, 0)
    return xs[0] * xs[2]


def fibm(n, x, memo):
    if n in memo:
        return memo[n]
    if n < 2:
        return x[n]
    memo[n] = fibm(n - 1, x, memo) * x[2] + fibm(n - 2, x, memo)
    return memo[n]


def p_memo(x):
    memo = {}
    return fibm(4, x, memo)


class C:
    def __init__(self, p):
        self.p = p


class PB:
    def __init__(self, x, v=0.0):
        self.x = x
        self.v = v

    def reset(self):
        self.x = 0.0

    def e(self):
        return self.x * self.x + self.v


def p_nested_reset_loop(x):
    c = C(PB(x[0], x[1]))
    t = 0.0
    for i in range(3):
        t += c.p.e()
        c.p.reset()
        c.p.x = x[i] * 2
    return t * x[2]


def wipe(m):
    for i in range(len(m)):
        m[i][0] = 0.0


def p_lists_clear(x):
    m = [[x[0], x[1]], [x[2], 1.0]]
    t = m[0][0] * m[0][1]
    wipe(m)
    return t * x[1]


class PC:
    def __init__(self, x, v=0.0):
        self.x = x
        self.v = v

    def step(self, k):
        self.x = self.x * k + self.v
        return self.x

    def reset(self):
        self.x = 0.0

    def maybe(self, c, y):
        if c > 0.5:
            self.x = self.x * y
            return self.x
        self.v = y
        return self.v

    def me(self):
        return self

    def both(self, o):
        self.x = self.x * o.x
        o.x = o.x + self.v

    def absorb(self, o):
        self.x = self.x * o.x

    def fold(self, n):
        if n == 0:
            return self.x
        self.x = self.x * self.v + n
        return self.fold(n - 1) * self.v


def p_reset(x):
    p = PC(x[0], x[1])
    y = p.x * p.x
    p.reset()
    p.step(x[2])
    return y * p.x


def p_maybe(x):
    p = PC(x[0], x[1])
    a = p.maybe(x[0], x[1])
    b = p.maybe(x[2], x[0])
    return a * b * p.x * p.v


def p_arg_reads_self(x):
    p = PC(x[0], x[1])
    p.step(p.x**2)
    p.step(p.x * p.v)
    return p.x


def p_self_twice(x):
    p = PC(x[0], x[1])
    p.both(p)
    return p.x


def p_recursive(x):
    p = PC(x[0], x[1])
    r = p.fold(3)
    return r * p.x


class Holder:
    def __init__(self, p):
        self.p = p
        self.count = 0

    def go(self):
        self.p.x = self.p.x * 2.0
        self.count += 1


def p_shared_object(x):
    p = PC(x[0], x[1])
    h = Holder(p)
    h.go()
    return p.x * h.p.x


def p_shared_two(x):
    p = PC(x[0], x[1])
    a = Holder(p)
    b = Holder(p)
    a.go()
    b.go()
    return b.p.x**2


class Buf:
    def __init__(self, n):
        self.a = np.zeros(n)

    def put(self, i, v):
        self.a[i] = v * v

    def scale(self, k):
        self.a *= k

    def view(self):
        return self.a

    def shift(self):
        self.a[1:] = self.a[:-1]


def p_buf(x):
    b = Buf(3)
    for i in range(3):
        b.put(i, x[i])
    b.scale(x[0])
    b.shift()
    return np.sum(b.a * b.a)


class HoldA:
    def __init__(self, a):
        self.a = a

    def scale(self, k):
        self.a *= k

    def rebind(self, k):
        self.a = self.a * k


def p_arg_array_held(x):
    y = x * 2
    h = HoldA(y)
    h.scale(3.0)
    return np.sum(y * y)


def p_arg_held_inplace(x):
    h = HoldA(x)
    h.scale(3.0)
    return np.sum(h.a * x)


def p_loop_new(x):
    t = 0.0
    for i in range(3):
        p = PC(x[i], t)
        p.step(2.0)
        t = t + p.x * p.v
    return t


class Lazy:
    def __init__(self, v):
        self.v = v

    def fit(self, k):
        self.w = self.v * k
        return self

    def get(self):
        return self.w * self.v


def p_lazy_attr(x):
    l = Lazy(x[0])
    l.fit(x[1])
    l.fit(x[2])
    return l.get()


class Base:
    scale = 2.0

    def __init__(self, a):
        self.a = a * self.scale
        self.setup()

    def setup(self):
        self.b = self.a * 2


class Derived(Base):
    scale = 3.0

    def __init__(self, a, c):
        super().__init__(a)
        self.c = c * self.b

    def setup(self):
        super().setup()
        self.b = self.b + 1.0


def p_init_calls_methods(x):
    d = Derived(x[0], x[1])
    return d.a * d.b * d.c


class WithCount:
    n = 0

    def __init__(self, v):
        self.v = v

    def inc(self):
        self.n += 1
        self.v = self.v * self.n


def p_class_attr_count(x):
    w = WithCount(x[0])
    w.inc()
    w.inc()
    w.inc()
    return w.v * x[1]


class Layer:
    def __init__(self, w, b):
        self.w, self.b = (w, b)
        self.inp = None
        self.out = None

    def forward(self, x):
        self.inp = x
        self.out = np.tanh(x * self.w + self.b)
        return self.out


def p_cache_layer(x):
    l1 = Layer(x[0], x[1])
    l2 = Layer(x[2], 0.1)
    y = l2.forward(l1.forward(x))
    return np.sum(y) + np.sum(l1.out * l2.inp)


# Right or refused: what is known under two names while it changes.
REFUSED = {
    "p_alias_in_branch",
    "p_alias_index_change",
    "p_alias_replaced",
    "p_alias_then_pop",
    "p_arg_array_held",
    "p_arg_held_inplace",
    "p_filter_objs",
    "p_list_of_arrays",
    "p_listed_then_named",
    "p_matrix_swap_rows",
    "p_max_obj",
    "p_named_changed_read_in_list",
    "p_same_in_comp",
    "p_same_in_list",
    "p_self_twice",
    "p_shared_object",
    "p_shared_sub",
    "p_shared_two",
    "p_springs",
}
