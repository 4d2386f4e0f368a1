"""Objects, their methods and operators; recursion over structures."""

import numpy as np, functools
from dataclasses import dataclass


class Model:
    factor = 2.0

    def __init__(self, w, b):
        self.w = w
        self.b = b

    def act(self, x):
        return np.tanh(x)

    def __call__(self, x):
        return self.act(x * self.w + self.b) * self.factor

    @property
    def norm(self):
        return self.w * self.w

    @staticmethod
    def sq(t):
        return t * t

    @classmethod
    def scaled(cls, t):
        return t * cls.factor

    def __private(self, t):
        return t * self.w

    def usep(self, t):
        return self.__private(t)


class Sub(Model):
    factor = 3.0

    def act(self, x):
        return np.sin(x) + super().act(x)


M = Model(1.5, 0.2)
S = Sub(1.5, 0.2)


@dataclass(frozen=True)
class Vec:
    x: float
    y: float

    def __add__(self, o):
        return Vec(self.x + o.x, self.y + o.y)

    def __mul__(self, k):
        return Vec(self.x * k, self.y * k)

    def __rmul__(self, k):
        return self * k

    def __neg__(self):
        return Vec(-self.x, -self.y)

    def __matmul__(self, o):
        return self.x * o.x + self.y * o.y

    def __getitem__(self, i):
        return self.x if i == 0 else self.y

    def __len__(self):
        return 2

    def __iter__(self):
        return iter((self.x, self.y))

    def dot(self, o):
        return self.x * o.x + self.y * o.y

    @property
    def len2(self):
        return self.dot(self)

    @staticmethod
    def unit(t):
        return Vec(t, 1.0)

    @classmethod
    def make(cls, t):
        return cls(t, t * t)

    def __lt__(self, o):
        return self.len2 < o.len2

    def __abs__(self):
        return np.sqrt(self.len2)

    def __eq__(self, o):
        return self.x == o.x


def p_gmodel(a):
    return M(a)


def p_gsub(a):
    return S(a) + S.norm * a


def p_gmeth(a):
    return M.act(a) + M.usep(a) + M.sq(a) + M.scaled(a) + Model.sq(a) + Model.scaled(a)


def p_vec(a, b):
    return (Vec(a, b) + Vec(b, a)).dot(Vec(a, 1.0))


def p_vecops(a, b):
    u = Vec(a, b)
    v = u * a + 2.0 * u
    return v @ u + (-u).x


def p_vecprop(a, b):
    return Vec(a, b).len2


def p_vecget(a, b):
    u = Vec(a, b)
    return u[0] * u[1] * len(u)


def p_veciter(a, b):
    s = 1.0
    for t in Vec(a, b):
        s = s * t
    return s


def p_vecunpack(a, b):
    u, v = Vec(a, b)
    return u * v


def p_vecstatic(a):
    return Vec.unit(a).x + Vec.make(a).y


def p_veclt(a, b):
    if Vec(a, b) < Vec(b, a * 2):
        return a * a
    return b


def p_vecabs(a, b):
    return abs(Vec(a, b))


def p_vecsub(a, b):
    u = Vec(a, b)
    for i in range(3):
        u = u * a + Vec(b, b)
    return u.len2


def p_init(a, b):
    m = Model(a, b)
    return m(a) + m.norm + m.usep(b)


def p_initsub(a, b):
    m = Sub(a, b)
    return m(a)


def p_boundheld(a):
    f = M.act
    return f(a)


def p_boundarg(a):
    return app(M.act, a) + app(M, a)


def app(f, t):
    return f(t)


def deco(f):
    @functools.wraps(f)
    def wrapper(*args, **kwargs):
        return 2.0 * f(*args, **kwargs)

    return wrapper


@deco
def deced(t):
    return t * t


def p_deco(a):
    return deced(a)


@functools.lru_cache
def cached(t):
    return t * t


def p_lru(a):
    return cached(a)


def transparent(f):
    @functools.wraps(f)
    def w(*a, **k):
        return f(*a, **k)

    return w


@transparent
def td(t, k=2.0):
    return t * k


def p_td(a):
    return td(a, k=a)


@transparent
def p_td_primal(a):
    return a * a


@deco
def p_deco_primal(a):
    return a * a


def treesum(t):
    if isinstance(t, tuple):
        s = 0.0
        for c in t:
            s = s + treesum(c)
        return s
    return t * t


def p_tree(a, b):
    return treesum((a, (b, (a * b,)), b))


def treed(t):
    if isinstance(t, dict):
        return treed(t["l"]) * treed(t["r"])
    return t


def p_treed(a, b):
    return treed({"l": a, "r": {"l": b, "r": a}})


def even(t, n):
    return t if n == 0 else t * odd(t, n - 1)


def odd(t, n):
    return t if n == 0 else np.sin(even(t, n - 1))


def p_mutual(a, n):
    return even(a, n)


def fib(t, n):
    if n < 2:
        return t
    return fib(t, n - 1) * fib(t, n - 2) + fib(t, n - 1)


def p_fib(a):
    return fib(a, 4)


def ack(t, n):
    u, v = rec2(t, n)
    return u * v


def rec2(t, n):
    if n == 0:
        return t, t * t
    u, v = rec2(t * t, n - 1)
    return u + v, t * u


def p_rec2(a, n):
    return ack(a, n)


def listrec(xs):
    if len(xs) == 0:
        return 0.0
    return xs[0] * xs[0] + listrec(xs[1:])


def p_listrec(x):
    return listrec(x)


def p_localimport(a):
    import math
    from math import exp as e

    return math.sin(a) + e(a)


def p_shadow(a):
    sum = a * a
    max = sum * 2.0
    return max


def p_names(a, b):
    a_bar = a * a
    ans = a_bar * b
    b_stack = 2.0
    saved = ans * a_bar
    return saved * b_stack


class Base:
    def go(self, t):
        return self.step(t) * self.k

    def step(self, t):
        return t

    k = 2.0


class Kid(Base):
    def step(self, t):
        return super().step(t) * t


K = Kid()


def p_kid(a):
    return K.go(a)


def p_newkid(a):
    return Kid().go(a)


class Poly:
    def __init__(self, *c):
        self.c = c

    def __call__(self, t):
        s = 0.0
        for k in self.c:
            s = s * t + k
        return s


P = Poly(1.0, 2.0, 3.0)


def p_poly(a):
    return P(a)


def p_poly2(a, b):
    return Poly(a, b, 1.0)(b)


class Holder:
    def __init__(self, f):
        self.f = f

    def run(self, t):
        return self.f(t)


H = Holder(np.sin)


def p_holder(a):
    return H.run(a) + H.f(a)


def p_holder2(a, b):
    return Holder(lambda t: t * b).run(a)


# Right or refused: what is not taken yet, and what cannot be.
REFUSED = {
    "p_holder2",
    "p_init",
    "p_initsub",
    "p_localimport",
    "p_newkid",
    "p_poly2",
    "p_tree",
    "p_veciter",
}


class Plain:
    def __init__(self, a):
        self.a = a


SCALE = Model(0.7, 0.2)


def p_object_mapped_beside_a_class_without_call(x, a):
    plain = Plain(a)
    return sum(map(SCALE, x)) * plain.a
